using WebPublisher.Mail.Spf;

namespace WebPublisher.Mail.Tests.Spf;

public sealed class SpfMacroStringTests
{
    [Theory]
    [InlineData("a.test", true)]
    [InlineData("a.test.", true)]
    [InlineData("%{d}", true)]
    [InlineData("x%{d2r-+}", true)]
    [InlineData("a.%%", true)]
    [InlineData("a.xn--p1ai", true)]
    [InlineData("a.1a", true)]
    [InlineData("test", false)]
    [InlineData("a.1", false)]
    [InlineData("a.te_st", false)]
    [InlineData("a.-x", false)]
    [InlineData("a.x-", false)]
    [InlineData("", false)]
    [InlineData("%{d", false)]
    [InlineData("%{}", false)]
    [InlineData("%{d0}", false)]
    [InlineData("%{dx}", false)]
    [InlineData("%{c}", false)]
    [InlineData("%x.test", false)]
    [InlineData("%", false)]
    [InlineData("a b.test", false)]
    [InlineData("%{d99999999999}", true)]
    public void A_name_with_macros_ends_in_a_macro_or_a_top_label(string text, bool expected) => Assert.Equal(expected, SpfMacroString.TryParseDomain(text, out _));

    [Fact]
    public void Explanations_may_hold_spaces_and_further_macros()
    {
        Assert.True(SpfMacroString.TryParse("%{c} is not %{R} at %{t}", explanation: true, out _));
        Assert.False(SpfMacroString.TryParse("%{c}", explanation: false, out _));
    }
}
