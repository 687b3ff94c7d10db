namespace WebPublisher.State.Database;

/// <summary>A change that waits for its turn.</summary>
internal abstract class QueuedChange
{
    private StateTransaction? _transaction;
    private Exception? _failure;

    /// <summary>The sections it has changed.</summary>
    public IEnumerable<StateSection> Touched => _failure is null ? _transaction!.Touched : [];

    /// <summary>Whether it is made and others may have to be told of it.</summary>
    public bool IsNews => _failure is null && _transaction!.IsNews;

    /// <summary>Makes it within the transaction that is open. One that fails is undone alone: those it shares the transaction with stay.</summary>
    public void Make(StateFile file)
    {
        file.Execute("SAVEPOINT change");
        _transaction = new StateTransaction(file);
        try
        {
            Make(_transaction);
        }
        catch (Exception e)
        {
            _failure = e;
            file.Execute("ROLLBACK TO change");
        }

        file.Execute("RELEASE change");
    }

    /// <summary>Publishes it after the commit.</summary>
    public void Publish()
    {
        if (_failure is null)
        {
            _transaction!.Publish();
        }
    }

    /// <summary>Has memory follow what it has changed in the file, once everything that was committed with it is published.</summary>
    public void Follow()
    {
        if (_failure is null)
        {
            _transaction!.Follow();
        }
    }

    /// <summary>Tells who waits.</summary>
    /// <param name="count">Counts a change of a section, when it can be seen and before anybody is told.</param>
    public void Complete(Action<StateSection> count)
    {
        if (_failure is not null)
        {
            Fail(_failure);
            return;
        }

        foreach (var section in _transaction!.Touched)
        {
            count(section);
        }

        Succeed();
    }

    /// <summary>Tells who waits that it was not made.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>Makes it.</summary>
    protected abstract void Make(StateTransaction transaction);

    /// <summary>Tells who waits that it is made.</summary>
    protected abstract void Succeed();
}
