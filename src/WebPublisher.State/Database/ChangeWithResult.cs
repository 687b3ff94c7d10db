using Microsoft.Data.Sqlite;

namespace WebPublisher.State.Database;

/// <summary>A change with a result.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="change">Makes it.</param>
internal sealed class ChangeWithResult<T>(Func<StateTransaction, T> change) : QueuedChange
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    /// <summary>Done when the change is in the file.</summary>
    public Task<T> Task => _done.Task;

    public override void Fail(Exception failure) =>
        _done.SetException(failure is SqliteException ? new StateException($"the state cannot be written: {failure.Message}", failure) : failure);

    protected override void Make(StateTransaction transaction) => _result = change(transaction);

    protected override void Succeed() => _done.SetResult(_result);
}
