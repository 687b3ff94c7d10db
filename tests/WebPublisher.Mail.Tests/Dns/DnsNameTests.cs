using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Tests.Dns;

public sealed class DnsNameTests
{
    private static readonly string s_label63 = new('a', 63);

    [Theory]
    [InlineData("example.test")]
    [InlineData("example.test.")]
    [InlineData("a b%c_d.test")]
    [InlineData("\u0000\u00ff.test")]
    public void Any_octet_may_stand_in_a_label(string text) => Assert.Equal(text.TrimEnd('.'), WireResponse.NameOf(text).ToPlainText());

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".test")]
    [InlineData("a..test")]
    [InlineData("b\u00fccher\u4f8b.test")]
    public void Empty_labels_and_characters_that_are_no_octets_make_no_name(string text) => Assert.False(DnsName.TryParse(text, out _));

    [Fact]
    public void Lengths_have_their_limits()
    {
        Assert.True(DnsName.TryParse($"{s_label63}.test", out _));
        Assert.False(DnsName.TryParse($"{s_label63}a.test", out _));
        Assert.False(DnsName.TryParse($"test.{s_label63}a", out _));
        var longest = string.Join('.', s_label63, s_label63, s_label63, s_label63[..61]);
        Assert.Equal(DnsName.MaximumOctets, WireResponse.NameOf(longest).Wire.Length);
        Assert.False(DnsName.TryParse(longest + "a", out _));
    }

    [Fact]
    public void Case_makes_no_other_name_and_is_kept()
    {
        var name = WireResponse.NameOf("Mail.Example.TEST");
        var other = WireResponse.NameOf("mAIL.eXAMPLE.test");
        Assert.Equal(name, other);
        Assert.Equal(name.GetHashCode(), other.GetHashCode());
        Assert.False(name.IsSpelt(other));
        Assert.Equal("Mail.Example.TEST", name.ToString());
        Assert.NotEqual(WireResponse.NameOf("@.test"), WireResponse.NameOf("`.test"));
    }

    [Theory]
    [InlineData("a.example.test", "example.TEST", true)]
    [InlineData("example.test", "example.test", true)]
    [InlineData("badexample.test", "example.test", false)]
    [InlineData("example.test", "a.example.test", false)]
    [InlineData("example.test", ".", true)]
    public void A_name_is_below_another_at_label_boundaries(string name, string other, bool expected)
        => Assert.Equal(expected, WireResponse.NameOf(name).IsSameOrBelow(WireResponse.NameOf(other)));

    [Fact]
    public void A_written_name_holds_nothing_that_a_log_should_not()
        => Assert.Equal("a\\046b\\010.test", new DnsName([4, (byte)'a', (byte)'.', (byte)'b', 10, 4, .. "test"u8, 0]).ToString());

    [Fact]
    public void Coins_decide_the_case_of_letters_alone()
    {
        var name = WireResponse.NameOf("a1-b.cd");
        Assert.Equal("A1-b.Cd", name.Respelt([0b0101]).ToString());
        Assert.Equal("a1-B.cD", name.Respelt([0b1010]).ToString());
        Assert.Equal(name, name.Respelt([0xFF]));
    }

    [Fact]
    public void Whatever_is_read_as_a_name_is_written_as_the_same_name()
    {
        var characters = Gen.Elements("aZ0-_.%\\ \u00e4\n".ToCharArray());
        Prop.ForAll(
            characters.ArrayOf().Select(c => new string(c)).ToArbitrary(),
            text => !DnsName.TryParse(text, out var name) || (DnsName.TryParse(name.ToPlainText(), out var again) && again.IsSpelt(name))).QuickCheckThrowOnFailure();
    }
}
