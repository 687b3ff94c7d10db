using WebPublisher.Ipsec;

namespace WebPublisher.Tests.Ipsec;

public sealed class SwanctlSectionTests
{
    [Fact]
    public void Parts_and_values_are_read()
    {
        var root = SwanctlSection.Parse("list-sa event {a {id=An example of a name state=UP inner {b-1 {c=d}} e=[10.0.0.1/32[tcp]]}}\nlist-sas reply {}\n");

        Assert.Equal(["event", "reply"], root.Sections.Select(s => s.Key));
        var a = root.Section("event").Section("a");
        Assert.Equal(("An example of a name", "UP"), (a["id"], a["state"]));
        Assert.Equal("d", a.Section("inner").Section("b-1")["c"]);
        Assert.Equal("[10.0.0.1/32[tcp]]", a["e"]);
        Assert.Equal("", a["absent"]);
        Assert.Empty(a.Section("absent").Sections);
    }

    [Theory]
    [InlineData("")]
    [InlineData("}}}}")]
    [InlineData("= == a= =b {")]
    [InlineData("no such file or directory")]
    public void What_makes_no_sense_is_passed_over(string text) => Assert.Equal("", SwanctlSection.Parse(text).Section("event")["state"]);

    [Fact]
    public void Depth_is_bounded() => Assert.Single(SwanctlSection.Parse(new string('{', 100_000)).Sections);
}
