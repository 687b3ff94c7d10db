namespace WebPublisher.Waf.Tests.SecLang;

public sealed class SectionStackTests
{
    [Theory]
    [InlineData("<IfModule security2_module>", true)]
    [InlineData("<IfModule mod_security2.c>", true)]
    [InlineData("<ifmodule !mod_security2.c>", false)]
    [InlineData("<IfModule mod_lua.c>", false)]
    [InlineData("<IfModule !mod_lua.c>", true)]
    [InlineData("<IfDefine Foo>", false)]
    [InlineData("<IfDefine !Foo>", true)]
    public void What_stands_in_a_section_counts_if_its_condition_is_met(string line, bool isMet) =>
        Assert.Equal(isMet ? 1 : 0, RuleText.Valid($"{line}\n  SecMarker a\n{line.Split(' ')[0].Replace("<", "</", StringComparison.Ordinal)}>").Count);

    [Fact]
    public void A_section_in_one_that_does_not_count_does_not_count() =>
        Assert.Empty(RuleText.Valid("<IfModule a>\n<IfModule security2_module>\nSecFoo \"\n<Location /x>\n</Location>\n</IfModule>\nSecMarker a\n</IfModule>"));

    [Theory]
    [InlineData("<IfModule security2_module>", "1:1: This section is not closed; expected </IfModule> before the end of the file.")]
    [InlineData("SecMarker a\n </IfModule>", "2:2: No section is open here.")]
    [InlineData("<IfModule a>\n</IfDefine>", "2:1: Expected </IfModule>, which closes the section at a.conf:1:1.")]
    [InlineData("<IfModule a\n</IfModule>", "1:1: Expected > at the end of the line.")]
    [InlineData("<IfModule>\n</IfModule>", "1:1: Expected a name after IfModule.")]
    [InlineData("<Location /x>\nSecMarker a\n</Location>", "1:1: Sections <Location> cannot be used in rules")]
    public void What_does_not_fit_is_told(string text, string expected) => Assert.StartsWith("a.conf:" + expected, RuleText.Error(text), StringComparison.Ordinal);
}
