namespace WebPublisher.Waf.Detectors;

/// <summary>
/// The kinds of up to five tokens that a value was reduced to, as letters: <c>s&amp;1c</c> is a string, a logical operator, a number, a comment. ModSecurity logs it and keeps it
/// in <c>TX:0</c>.
/// </summary>
public readonly struct SqlFingerprint : IEquatable<SqlFingerprint>
{
    /// <summary>How many letters it has at most.</summary>
    public const int MaximumLength = 5;

    private const string Letters = "\0n1svo&fkEUBTtAcX(){},;.:\\?";
    private readonly ulong _kinds;

    private SqlFingerprint(ulong kinds, int length)
    {
        _kinds = kinds;
        Length = length;
    }

    /// <summary>How many letters it has; 0 for a value that is not SQL.</summary>
    public int Length { get; }

    /// <summary>A letter.</summary>
    public char this[int index] => Letters[(int)Kind(index)];

    /// <summary>Writes the letters.</summary>
    /// <param name="destination">Room for <see cref="MaximumLength"/>.</param>
    /// <returns>How many were written.</returns>
    public int CopyTo(Span<char> destination)
    {
        for (var i = 0; i < Length; i++)
        {
            destination[i] = this[i];
        }

        return Length;
    }

    /// <inheritdoc/>
    public bool Equals(SqlFingerprint other) => _kinds == other._kinds && Length == other.Length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SqlFingerprint other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _kinds.GetHashCode();

    /// <summary>Whether two have the same letters.</summary>
    public static bool operator ==(SqlFingerprint left, SqlFingerprint right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(SqlFingerprint left, SqlFingerprint right) => !left.Equals(right);

    /// <summary>The letters.</summary>
    public override string ToString()
    {
        Span<char> letters = stackalloc char[MaximumLength];
        return new string(letters[..CopyTo(letters)]);
    }

    /// <summary>The kind a letter stands for.</summary>
    internal static SqlTokenKind KindOf(char letter) => (SqlTokenKind)Letters.IndexOf(letter, StringComparison.Ordinal);

    /// <summary>The kind at a place, <see cref="SqlTokenKind.None"/> behind the end.</summary>
    internal SqlTokenKind Kind(int index) => index < Length ? (SqlTokenKind)(_kinds >> (index * 8)) : SqlTokenKind.None;

    /// <summary>One letter more; what it holds already must be shorter than <see cref="MaximumLength"/>.</summary>
    internal SqlFingerprint Add(SqlTokenKind kind) => new(_kinds | ((ulong)kind << (Length * 8)), Length + 1);
}
