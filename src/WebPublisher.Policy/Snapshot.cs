namespace WebPublisher.Policy;

/// <summary>
/// Holds the value in force. A request or session reads <see cref="Current"/> once and keeps what it read; the value is replaced whole, never changed.
/// </summary>
/// <typeparam name="T">An immutable type.</typeparam>
/// <param name="initial">The first value in force.</param>
public sealed class Snapshot<T>(T initial)
    where T : class
{
    private T _current = initial;

    /// <summary>The value in force now.</summary>
    public T Current => Volatile.Read(ref _current);

    /// <summary>Puts <paramref name="next"/> in force for everything that starts from now on.</summary>
    public void Replace(T next) => Volatile.Write(ref _current, next);
}
