using System.Collections.Immutable;

namespace WebPublisher.Mail.Dns;

/// <summary>What a server said, as it said it. Whether it answers a certain query is for <see cref="IsTo"/> to say.</summary>
public sealed record DnsResponse
{
    /// <summary>The number of the query.</summary>
    public required ushort Id { get; init; }

    /// <summary>What became of the query.</summary>
    public required DnsResponseCode Code { get; init; }

    /// <summary>Whether more would have followed, had it fitted: ask again over TCP. Sections of a truncated response are left empty.</summary>
    public required bool IsTruncated { get; init; }

    /// <summary>Whether the server is the zone's own.</summary>
    public required bool IsAuthoritative { get; init; }

    /// <summary>Whether the server looks names up for others.</summary>
    public required bool OffersRecursion { get; init; }

    /// <summary>The name that was asked for, in the spelling of the response; null when the response repeats no question, as those to an unreadable query may.</summary>
    public DnsName? Question { get; init; }

    /// <summary>The type that was asked for, if <see cref="Question"/> is present.</summary>
    public DnsType QuestionType { get; init; }

    /// <summary>The answer section: records of the types in <see cref="DnsType"/>, in order.</summary>
    public ImmutableArray<DnsRecord> Answers { get; init; } = [];

    /// <summary>The zone that vouches for a negative answer, from the authority section.</summary>
    public ZoneRecord? Zone { get; init; }

    /// <summary>How well it fits <paramref name="query"/>.</summary>
    public DnsFit IsTo(DnsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (Id != query.Id)
        {
            return DnsFit.Foreign;
        }

        if (Question is null)
        {
            // A server that could not read the query need not repeat it, but then it has nothing to say but that.
            return Code is DnsResponseCode.NoError or DnsResponseCode.NameError ? DnsFit.Foreign : DnsFit.Exact;
        }

        if (QuestionType != query.Type || !Question.Equals(query.Name))
        {
            return DnsFit.Foreign;
        }

        return Question.IsSpelt(query.Name) ? DnsFit.Exact : DnsFit.Respelt;
    }
}
