using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

public sealed class NearestNameTests
{
    private static readonly string[] s_known = ["ARGS", "ARGS_NAMES", "REQUEST_URI", "skipAfter"];

    [Theory]
    [InlineData("ARG", "ARGS")]
    [InlineData("argsnames", "ARGS_NAMES")]
    [InlineData("REQUETS_URI", "REQUEST_URI")]
    [InlineData("skip_after", "skipAfter")]
    [InlineData("nothing", null)]
    [InlineData("", null)]
    public void A_slip_of_the_pen_is_found(string name, string? expected) => Assert.Equal(expected, NearestName.Of(name, s_known));

    [Fact]
    public void Long_names_are_not_compared() => Assert.Null(NearestName.Of(new string('A', 10_000), s_known));
}
