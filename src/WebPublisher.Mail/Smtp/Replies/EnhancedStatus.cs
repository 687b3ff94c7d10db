namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>An enhanced mail system status code (RFC 3463): class, subject and detail.</summary>
public readonly record struct EnhancedStatus
{
    /// <summary>Creates a status.</summary>
    /// <param name="class">2 success, 4 may succeed later, 5 failure.</param>
    /// <param name="subject">0 to 999.</param>
    /// <param name="detail">0 to 999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public EnhancedStatus(int @class, int subject, int detail)
    {
        if (@class is not (2 or 4 or 5))
        {
            throw new ArgumentOutOfRangeException(nameof(@class), @class, "The class is 2, 4 or 5.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)subject, 999U, nameof(subject));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)detail, 999U, nameof(detail));
        Class = @class;
        Subject = subject;
        Detail = detail;
    }

    /// <summary>2, 4 or 5.</summary>
    public int Class { get; }

    /// <summary>What it is about.</summary>
    public int Subject { get; }

    /// <summary>What exactly.</summary>
    public int Detail { get; }

    /// <summary>Reads a status at the beginning of <paramref name="text"/>, followed by its end or a space. Numbers have no leading zeros (RFC 3463 section 2).</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out EnhancedStatus status, out int length)
    {
        status = default;
        length = 0;
        if (text.Length < 5 || text[0] is not ('2' or '4' or '5') || text[1] != '.')
        {
            return false;
        }

        length = 2;
        if (!TryReadNumber(text, ref length, out var subject) || length == text.Length || text[length++] != '.'
            || !TryReadNumber(text, ref length, out var detail) || (length < text.Length && text[length] != ' '))
        {
            return false;
        }

        status = new EnhancedStatus(text[0] - '0', subject, detail);
        return true;
    }

    /// <summary><c>5.7.1</c>.</summary>
    public override string ToString() => $"{Class}.{Subject}.{Detail}";

    private static bool TryReadNumber(ReadOnlySpan<char> text, ref int at, out int value)
    {
        value = 0;
        var start = at;
        for (; at < text.Length && at < start + 3 && char.IsAsciiDigit(text[at]); at++)
        {
            value = (value * 10) + (text[at] - '0');
        }

        return at > start && (text[start] != '0' || at == start + 1);
    }
}
