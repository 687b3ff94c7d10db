using System.Diagnostics.CodeAnalysis;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.PolicyTests;

/// <summary>A reply, or the end of the session, as a dialog expects it.</summary>
public sealed record ExpectedReply
{
    private const string Closed = "closed";

    private ExpectedReply(string written, SourceLocation location)
    {
        Written = written;
        Location = location;
    }

    /// <summary>As it is written.</summary>
    public string Written { get; }

    /// <summary>Where it is written.</summary>
    public SourceLocation Location { get; }

    /// <summary>Whether the server must have ended the session.</summary>
    public bool IsClosed => Written == Closed;

    /// <summary>Whether one line of a reply of several is meant, and further ones may be: <c>250-SIZE</c>.</summary>
    public bool IsOneOfSeveral => Written.Length > 3 && Written[3] == '-';

    /// <summary>Reads what an operator wrote.</summary>
    public static bool TryParse(string written, SourceLocation location, [NotNullWhen(true)] out ExpectedReply? reply)
    {
        var isReply = written.Length >= 3 && written[0] is >= '2' and <= '5' && char.IsAsciiDigit(written[1]) && char.IsAsciiDigit(written[2])
            && (written.Length == 3 || written[3] is ' ' or '-');
        reply = isReply || written == Closed ? new ExpectedReply(written, location) : null;
        return reply is not null;
    }

    /// <summary>Whether a line of a reply begins as is expected; whether it is the last of its reply does not matter.</summary>
    public bool Matches(string line) =>
        line.Length >= Written.Length
        && line.StartsWith(Written[..3], StringComparison.Ordinal)
        && (Written.Length <= 4 || line.AsSpan(4).StartsWith(Written.AsSpan(4), StringComparison.Ordinal));
}
