using Microsoft.Data.Sqlite;

namespace WebPublisher.State.Database;

/// <summary>One change of the state while it is made: what it runs, and what it publishes once the change is in the file.</summary>
internal sealed class StateTransaction(StateFile file)
{
    private readonly List<Action> _published = [];
    private readonly List<Action> _followed = [];
    private readonly HashSet<StateSection> _touched = [];

    /// <summary>The sections it changes.</summary>
    public IReadOnlySet<StateSection> Touched => _touched;

    /// <summary>Whether whoever tells other nodes of changes is to look what there is. Not so what it does itself.</summary>
    public bool IsNews { get; set; } = true;

    /// <summary>Counts a change of a section, so that other processes read it again.</summary>
    public void Touch(StateSection section)
    {
        if (_touched.Add(section))
        {
            file.Execute($"UPDATE revisions SET revision = revision + 1 WHERE section = {(int)section}");
        }
    }

    /// <summary>Has something done after the commit, in the order of the changes.</summary>
    public void OnCommitted(Action publish) => _published.Add(publish);

    /// <summary>Does it.</summary>
    public void Publish() => _published.ForEach(publish => publish());

    /// <summary>Has something done that reads the file: once all that was committed together is published, for the file has all of it already.</summary>
    public void OnPublished(Action follow) => _followed.Add(follow);

    /// <summary>Does it.</summary>
    public void Follow() => _followed.ForEach(follow => follow());

    /// <summary>Makes changes that other nodes are not told of: those that came from them, and those that each makes by itself.</summary>
    public void Unshared(Action changes)
    {
        // One that fails is undone with the change it belongs to, and this with it.
        file.Execute("UPDATE replication SET is_applying = 1");
        changes();
        file.Execute("UPDATE replication SET is_applying = 0");
    }

    /// <summary>Prepares a statement.</summary>
    public SqliteCommand Command(string statement, params ReadOnlySpan<(string Name, object? Value)> parameters) => Command(file, statement, parameters);

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows changed.</returns>
    public int Run(string statement, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(file, statement, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The single value a statement gives back; null for no row and for NULL.</summary>
    public object? Scalar(string statement, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(file, statement, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private static SqliteCommand Command(StateFile file, string statement, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = file.Connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
