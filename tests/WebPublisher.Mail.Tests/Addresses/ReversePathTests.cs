using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Addresses;

public sealed class ReversePathTests
{
    [Theory]
    [InlineData("<a@client.test>", "<a@client.test>", 15)]
    [InlineData("<>", "<>", 2)]
    [InlineData("<> SIZE=5", "<>", 2)]
    [InlineData("<a@client.test> SIZE=5", "<a@client.test>", 15)]
    [InlineData("<\"a>b\"@client.test>", "<\"a>b\"@client.test>", 19)]
    public void Paths_are_read_up_to_their_parameters(string text, string path, int length)
    {
        Assert.True(ReversePath.TryRead(Segments.Octets(text), smtpUtf8: false, out var read, out var taken, out _));
        Assert.Equal((path, length, false), (read.ToString(), taken, read.HasSourceRoute));
        Assert.Equal(path == "<>", read.IsNull);
    }

    [Theory]
    [InlineData("<@r.test:a@client.test>")]
    [InlineData("<@r.test,@s.test:a@client.test>")]
    public void A_source_route_is_recognised_and_left_out(string text)
    {
        Assert.True(ReversePath.TryRead(Segments.Octets(text), smtpUtf8: false, out var path, out _, out _));
        Assert.Equal(("<a@client.test>", true), (path.ToString(), path.HasSourceRoute));
    }

    [Theory]
    [InlineData("", AddressReason.Empty)]
    [InlineData(" <a@client.test>", AddressReason.SpaceBeforePath)]
    [InlineData("a@client.test", AddressReason.MissingBracket)]
    [InlineData("a@client.test>", AddressReason.MissingBracket)]
    [InlineData("<a@client.test", AddressReason.UnclosedBracket)]
    [InlineData("<a@client.test SIZE=5", AddressReason.UnclosedBracket)]
    [InlineData("<<a@client.test>>", AddressReason.LocalPartSyntax)]
    [InlineData("<a@client.test<", AddressReason.UnclosedBracket)]
    [InlineData("<a@client.test><b@client.test>", AddressReason.TrailingText)]
    [InlineData("<a@client.test>junk", AddressReason.TrailingText)]
    [InlineData("<>junk", AddressReason.TrailingText)]
    [InlineData("< a@client.test>", AddressReason.LocalPartSyntax)]
    [InlineData("<a@client.test >", AddressReason.UnclosedBracket)]
    [InlineData("<a@cli_ent.test>", AddressReason.DomainSyntax)]
    [InlineData("<a@client.test\a>", AddressReason.ControlCharacter)]
    [InlineData("<postmaster>", AddressReason.MissingDomain)]
    [InlineData("<a>", AddressReason.MissingDomain)]
    [InlineData("<a@>", AddressReason.DomainEmpty)]
    [InlineData("<@>", AddressReason.DomainEmpty)]
    [InlineData("<@r.test>", AddressReason.SourceRouteSyntax)]
    [InlineData("<@r.test,:a@client.test>", AddressReason.SourceRouteSyntax)]
    [InlineData("<@r.test:>", AddressReason.LocalPartEmpty)]
    [InlineData("<", AddressReason.LocalPartEmpty)]
    public void What_is_no_path_has_a_reason(string text, AddressReason expected)
    {
        Assert.False(ReversePath.TryRead(Segments.Octets(text), smtpUtf8: false, out _, out _, out var reason));
        Assert.Equal(expected, reason);
    }

    [Theory]
    [InlineData(254, AddressReason.None)]
    [InlineData(255, AddressReason.PathTooLong)]
    public void A_path_has_256_octets_at_most(int address, AddressReason expected)
    {
        var labels = string.Concat(Enumerable.Repeat("d.", 95));
        var local = new string('l', address - labels.Length - 2);

        ReversePath.TryRead(Segments.Octets($"<{local}@{labels}d>"), smtpUtf8: false, out _, out _, out var reason);

        Assert.Equal(expected, reason);
    }
}
