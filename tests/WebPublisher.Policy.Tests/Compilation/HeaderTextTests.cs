using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Compilation;

namespace WebPublisher.Policy.Tests.Compilation;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("X-Proxy-Mark", true)]
    [InlineData("!#$%&'*+-.^_`|~", true)]
    [InlineData("", false)]
    [InlineData("X Y", false)]
    [InlineData("X:", false)]
    [InlineData("Ünïcode", false)]
    [InlineData("a\r", false)]
    public void A_token_is_what_RFC_9110_says(string text, bool expected) => Assert.Equal(expected, HeaderText.IsToken(text));

    [Theory]
    [InlineData("host")]
    [InlineData("TRANSFER-ENCODING")]
    [InlineData("Connection")]
    public void Fields_that_frame_a_message_are_known_in_any_case(string name) => Assert.True(HeaderText.IsFraming(name));

    [Fact]
    public void No_value_with_a_control_or_non_ASCII_character_passes() =>
        Prop.ForAll<string>(text => text is null || !HeaderText.IsValue(text) || text.All(c => c is >= ' ' and <= '~' or '\t')).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_may_be_4096_characters_long()
    {
        Assert.True(HeaderText.IsValue(new string('a', 4096)));
        Assert.False(HeaderText.IsValue(new string('a', 4097)));
    }
}
