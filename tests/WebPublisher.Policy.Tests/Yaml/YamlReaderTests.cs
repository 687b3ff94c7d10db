using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Tests.Yaml;

public sealed class YamlReaderTests
{
    private readonly DiagnosticList _diagnostics = new();

    [Fact]
    public void Every_key_and_value_knows_its_place()
    {
        var root = Assert.IsType<YamlMapping>(Read("# comment\nserver:\n  name: EDGE01\nlist: [a, {b: c}]\n"));

        Assert.Equal(["server 2:1", "list 4:1"], root.Entries.Select(e => $"{e.Key.Text} {e.Key.Location.Line}:{e.Key.Location.Column}"));
        var name = Assert.IsType<YamlMapping>(root.Entries[0].Value).Entries[0];
        Assert.Equal(("t.yaml:3:3", "t.yaml:3:9"), (name.Key.Location.ToString(), name.Value.Location.ToString()));
        var list = Assert.IsType<YamlSequence>(root.Entries[1].Value);
        Assert.Equal(["t.yaml:4:8", "t.yaml:4:11"], list.Items.Select(i => i.Location.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    public void An_empty_file_is_an_empty_mapping(string text)
    {
        Assert.Empty(Assert.IsType<YamlMapping>(Read(text)).Entries);
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void A_byte_order_mark_moves_no_column()
    {
        var root = YamlReader.Read("t.yaml", [0xEF, 0xBB, 0xBF, .. "a: b\n"u8], _diagnostics);

        Assert.Equal("t.yaml:1:1", Assert.IsType<YamlMapping>(root).Entries[0].Key.Location.ToString());
    }

    [Fact]
    public void Tabs_may_separate_but_not_indent()
    {
        Assert.NotNull(Read("a:\tb\t# comment\nc: |\n  \tindented content\n"));
        Assert.Empty(_diagnostics);

        Assert.Null(Read("a:\n  b: c\n\td: e\n"));
        Assert.Equal(3, Assert.Single(_diagnostics).Location.Line);
    }

    [Fact]
    public void A_file_above_the_limit_is_refused_and_one_at_it_is_read()
    {
        Assert.NotNull(Read("a: b\n#" + new string('x', YamlLimits.FileSize - 6)));
        Assert.Null(Read("a: b\n#" + new string('x', YamlLimits.FileSize - 5)));
        Assert.Equal("t.yaml:1:1: the file is longer than 1024 KB", Assert.Single(_diagnostics).ToString());
    }

    [Fact]
    public void More_values_than_the_limit_are_refused()
    {
        Assert.NotNull(Read($"[{string.Concat(Enumerable.Repeat("a,", YamlLimits.Nodes - 1))}]"));
        Assert.Null(Read($"[{string.Concat(Enumerable.Repeat("a,", YamlLimits.Nodes))}]"));
        Assert.Contains("more than 100000 values", Assert.Single(_diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('-')]
    [InlineData('?')]
    public void A_megabyte_of_nesting_is_refused_quickly(char open)
    {
        var text = string.Concat(Enumerable.Repeat(open is '-' or '?' ? open + " " : open.ToString(), 500_000));

        Assert.Null(Read(text));
        Assert.Single(_diagnostics);
    }

    [Fact]
    public void An_alias_bomb_is_refused_at_its_first_anchor()
    {
        Assert.Null(Read("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"));
        Assert.Equal("t.yaml:1:4", Assert.Single(_diagnostics).Location.ToString());
    }

    [Fact]
    public void A_list_as_a_key_is_refused() =>
        Assert.Equal("t.yaml:1:3: a key must be a text, this is a list", Refusal("? [a]\n: b\n"));

    private string Refusal(string text)
    {
        Assert.Null(Read(text));
        return Assert.Single(_diagnostics).ToString();
    }

    private YamlNode? Read(string text) => YamlReader.Read("t.yaml", Encoding.UTF8.GetBytes(text), _diagnostics);
}
