using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Model;

namespace WebPublisher.Tests.Administration.Journal;

public sealed class DecisionQueryTests
{
    private static readonly Decision s_decision = new(
        "2P5Z-K8R0-7XQE-M3WD", Observed.Instant, "message", "held", "192.0.2.7", "<> to <ann@example.com>", "contentFilter", "SCL", "250", 12, 100);

    [Theory]
    [InlineData("", true)]
    [InlineData("?kind=message", true)]
    [InlineData("?kind=request,%20message&outcome=held", true)]
    [InlineData("?kind=session", false)]
    [InlineData("?outcome=refused,failed", false)]
    [InlineData("?client=192.0.2.7", true)]
    [InlineData("?client=192.0.2.70", false)]
    [InlineData("?by=ContentFilter", true)]
    [InlineData("?by=content", false)]
    public void A_query_says_what_is_wanted(string query, bool expected)
    {
        Assert.Null(Parse(query, out var parsed));
        Assert.Equal(expected, parsed.Matches(s_decision));
    }

    [Theory]
    [InlineData("?limit=0", "limit is a number from 1 to 2000.")]
    [InlineData("?limit=2001", "limit is a number from 1 to 2000.")]
    [InlineData("?limit=-1", "limit is a number from 1 to 2000.")]
    [InlineData("?limit=ten", "limit is a number from 1 to 2000.")]
    [InlineData("?kind=mail", "kind is one or more of request,message,session.")]
    [InlineData("?outcome=refused,gone", "outcome is one or more of served,refused,failed,held.")]
    public void What_has_no_meaning_is_told(string query, string problem) => Assert.Equal(problem, Parse(query, out _));

    internal static string? Parse(string query, out DecisionQuery parsed) => DecisionQuery.Parse(new QueryCollection(QueryHelpers.ParseQuery(query)), out parsed);
}
