using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Rewriting;

namespace WebPublisher.Smtp.Tests.Agents.Rewriting;

public sealed class RewriteTableTests
{
    private static readonly AddressRewritingPolicy s_policy = new()
    {
        Location = SourceLocation.BuiltIn,
        Entries =
        [
            Entry("*.in.test", "wide.example", outboundOnly: true, "legal.in.test", "*.legal.in.test"),
            Entry("*.sales.in.test", "sales.example", outboundOnly: true),
            Entry("shop.sales.in.test", "shop.example"),
            Entry("ann@shop.sales.in.test", "ann.b@example.com"),
        ],
    };

    [Theory]
    [InlineData("Ann@Shop.sales.in.test", "ann.b@example.com")]
    [InlineData("Bob@shop.sales.in.test", "Bob@shop.example")]
    [InlineData("bob@a.b.sales.in.test", "bob@sales.example")]
    [InlineData("bob@sales.in.test", "bob@wide.example")]
    [InlineData("bob@legal.in.test", null)]
    [InlineData("bob@a.legal.in.test", null)]
    [InlineData("bob@in.test", null)]
    [InlineData("\"b ob\"@x.in.test", "\"b ob\"@wide.example")]
    public void The_closest_entry_holds(string address, string? other) => Assert.Equal(other, RewriteTable.Outbound(s_policy).Map(Address(address))?.ToString());

    [Theory]
    [InlineData("ANN.B@example.com", "ann@shop.sales.in.test")]
    [InlineData("bob@shop.example", "bob@shop.sales.in.test")]
    [InlineData("bob@example.com", null)]
    [InlineData("bob@wide.example", null)]
    public void Mail_that_comes_is_rewritten_where_both_ways_are_one(string address, string? other) => Assert.Equal(other, RewriteTable.Inbound(s_policy).Map(Address(address))?.ToString());

    private static MailAddress Address(string text) => MailAddress.TryParse(text, out var address, out _) ? address : throw new ArgumentException(text);

    private static AddressRewriteEntry Entry(string inside, string outside, bool outboundOnly = false, params string[] except) =>
        new(inside, outside, outboundOnly, [.. except.Select(domain => new DomainPattern(domain))], SourceLocation.BuiltIn);
}
