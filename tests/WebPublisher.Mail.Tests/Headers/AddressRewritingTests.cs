using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Headers;
using WebPublisher.Mail.Messages;

namespace WebPublisher.Mail.Tests.Headers;

public sealed class AddressRewritingTests
{
    [Theory]
    [InlineData(" ann@in.test\r\n", " ann@out.example\r\n")]
    [InlineData(" Ann <ann@in.test>\r\n", " Ann <ann@out.example>\r\n")]
    [InlineData(" \"Berg, Ann\" <ann@in.test> (at\r\n work), bob@else.test,\r\n\tJ <\"j. x\"@IN.test>\r\n", " \"Berg, Ann\" <ann@out.example> (at\r\n work), bob@else.test,\r\n\tJ <\"j. x\"@out.example>\r\n")]
    [InlineData(" =?utf-8?Q?J=C3=B6rg_=3Ca=40in.test=3E?= <joerg@in.test>\r\n", " =?utf-8?Q?J=C3=B6rg_=3Ca=40in.test=3E?= <joerg@out.example>\r\n")]
    [InlineData(" Friends: ann@in.test, Bob <bob@in.test>;, eve@in.test\r\n", " Friends: ann@out.example, Bob <bob@out.example>;, eve@out.example\r\n")]
    [InlineData(" \"ann@in.test\" <ann@in.test>\r\n", " \"ann@in.test\" <ann@out.example>\r\n")]
    [InlineData(" (ann@in.test) ann(here)@(there)in(.).(x)test (ann@in.test)\r\n", " (ann@in.test) ann(here)@(there)out.example (ann@in.test)\r\n")]
    [InlineData(" <@a.test,@in.test:ann@in.test>\r\n", " <@a.test,@in.test:ann@out.example>\r\n")]
    [InlineData(" ann @ in . test\r\n", " ann @ out.example\r\n")]
    [InlineData(" \"a\\\"b@x\"@in.test\r\n", " \"a\\\"b@x\"@out.example\r\n")]
    [InlineData(" Ann <ann@in.test\r\n", " Ann <ann@out.example\r\n")]
    [InlineData(" ann@in.test <eve@in.test>\r\n", " ann@in.test <eve@out.example>\r\n")]
    public void Only_the_address_changes(string value, string rewritten) => Assert.Equal(rewritten, Rewrite(value, Outward));

    [Theory]
    [InlineData(" undisclosed-recipients:;\r\n")]
    [InlineData(" ann@else.test\r\n")]
    [InlineData(" ann in.test\r\n")]
    [InlineData(" Ann <>\r\n")]
    [InlineData(" \"ann@in.test\r\n")]
    [InlineData(" ann bob@in.test\r\n")]
    [InlineData(" ann@[192.0.2.1]\r\n")]
    [InlineData("\r\n")]
    public void What_is_not_meant_stays(string value) => Assert.Null(Rewrite(value, Outward));

    [Fact]
    public void A_whole_address_is_replaced_by_another() => Assert.Equal(
        " =?utf-8?b?QW5u?= <\"a.. b\"@in.test> (x), bob@else.test\r\n",
        Rewrite(" =?utf-8?b?QW5u?= <ann@out.example> (x), bob@else.test\r\n", address => address.LocalPart == "ann" ? Address("\"a.. b\"@in.test") : null));

    [Fact]
    public void A_line_that_would_become_too_long_is_broken_before_an_address()
    {
        var value = $" {string.Join(", ", Enumerable.Range(0, 60).Select(i => $"U{i} <u{i}@in.test>"))}\r\n";
        Assert.True(value.Length > 960);
        var rewritten = Rewrite(value, address => Address($"{address.LocalPart}@a-domain-that-is-much-longer.example"))!;
        Assert.All(rewritten.Split("\r\n"), line => Assert.True(line.Length < 998));
        Assert.DoesNotContain(rewritten.Split("\r\n")[..^1], string.IsNullOrWhiteSpace);
        Assert.Equal(60, AddressListReader.Read(rewritten.Replace("\r\n", "", StringComparison.Ordinal), 100).Count(a => a.Address!.Domain.Text == "a-domain-that-is-much-longer.example"));
    }

    [Fact]
    public void What_was_rewritten_outward_and_inward_again_is_what_it_was() => Prop.ForAll(
        Lists.ToArbitrary(),
        value =>
        {
            var outward = Rewrite(value, Outward);
            var back = outward is null ? value : Rewrite(outward, Inward);
            return value.Equals(back, StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_and_the_number_of_addresses_stay() => Prop.ForAll(
        Lists.ToArbitrary(),
        value =>
        {
            var before = AddressListReader.Read(Unfold(value), 1000);
            var after = AddressListReader.Read(Unfold(Rewrite(value, Outward) ?? value), 1000);
            return before.Select(a => (a.DisplayName, Mapped(a.Address))).SequenceEqual(after.Select(a => (a.DisplayName, a.Address?.ToString())));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_octets_make_it_throw() => Prop.ForAll(
        Gen.Elements([.. "ab@.<>,;:\"\\()[] \r\n\t=?\u00e9"]).ArrayOf().ToArbitrary(),
        characters =>
        {
            var value = new string(characters);
            _ = Rewrite(value, address => Address($"{new string('x', 20)}@out.example"));
            return Rewrite(value, _ => null) is null;
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Lists
    {
        get
        {
            var fold = Gen.Elements("", " ", "\r\n ", "\r\n\t ");
            var comment = Gen.Elements("", "(c)", "(a@in.test)", "(a\\)(b, c))");
            var name = Gen.Elements("", "Ann ", "\"Berg, Ann\" ", "\"x@in.test\" ", "=?utf-8?Q?J=C3=B6?= ", "\"q\\\"\" ", "Ann \"B\" C ");
            var local = Gen.Elements("ann", "a.b", "\"a b\"", "\"a@b\"", "\"x\\\"y\"", "o'k+1");
            var domain = Gen.Elements("in.test", "else.test", "sub.in.test", "[192.0.2.1]");
            var address = from l in local from d in domain select $"{l}@{d}";
            var mailbox = from n in name from a in address from c in comment from f in fold select n.Length == 0 ? $"{a}{f}{c}" : $"{n}{f}<{a}>{c}";
            var circle = from m in mailbox from o in mailbox select $"Friends: {m}, {o};";
            return from items in Gen.OneOf(mailbox, mailbox, circle, Gen.Constant("")).NonEmptyListOf() from f in fold select $" {string.Join($",{f}", items)}\r\n";
        }
    }

    private static string? Mapped(MailAddress? address) => address is null ? null : (Outward(address) ?? address).ToString();

    private static MailAddress? Outward(MailAddress address) => address.Domain.Text == "in.test" ? address.At(Address("x@out.example").Domain) : null;

    private static MailAddress? Inward(MailAddress address) => address.Domain.Text == "out.example" ? address.At(Address("x@in.test").Domain) : null;

    private static MailAddress Address(string text) => MailAddress.TryParse(text, out var address, out _) ? address : throw new ArgumentException(text);

    private static string Unfold(string value) => value.Replace("\r\n", "", StringComparison.Ordinal);

    private static string? Rewrite(string value, Func<MailAddress, MailAddress?> map) =>
        AddressRewriting.Rewrite(Encoding.Latin1.GetBytes(value), map) is { } rewritten ? Encoding.Latin1.GetString(rewritten) : null;
}
