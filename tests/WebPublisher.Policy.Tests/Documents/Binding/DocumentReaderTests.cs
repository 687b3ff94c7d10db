using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Tests.Documents.Binding;

public sealed class DocumentReaderTests
{
    private readonly DiagnosticList _diagnostics = new();

    [Fact]
    public void Values_keep_their_places()
    {
        var shelf = Read("name: top\nboxes:\n  - { size: 4KB }\nlabels: { a: [x, y] }\n");

        Assert.Empty(_diagnostics);
        Assert.Equal("t.yaml:1:7", shelf.Name!.Value.Location.ToString());
        Assert.Equal("t.yaml:3:5", shelf.Boxes[0].Start.ToString());
        Assert.Equal("t.yaml:3:7", shelf.Boxes[0].LocationOf(nameof(Box.Size)).ToString());
        Assert.Equal("t.yaml:4:11", shelf.Labels[0].Name.Location.ToString());
        Assert.Equal("t.yaml:4:18", shelf.Labels[0].Value![1].Location.ToString());
    }

    [Fact]
    public void An_absent_key_is_told_from_a_present_one()
    {
        var shelf = Read("name: top\n");

        Assert.True(shelf.Has(nameof(Shelf.Name)));
        Assert.False(shelf.Has(nameof(Shelf.Boxes)));
        Assert.Empty(shelf.Boxes);
        Assert.Equal(shelf.Start, shelf.LocationOf(nameof(Shelf.Boxes)));
    }

    [Fact]
    public void Every_error_is_reported_and_the_rest_is_read()
    {
        var shelf = Read("name: [x]\nboxes: [{ size: large }, { size: 1MB }, box]\nlabel: {}\n");

        Assert.Equal(
            [
                "t.yaml:1:7: expected a text, found a list",
                "t.yaml:2:17: 'large' is not a size such as 512, 4KB, 36MB or 1GB",
                "t.yaml:2:41: expected a box (a mapping of keys), found a text",
                "t.yaml:3:1: unknown key 'label' in a shelf; did you mean 'labels'?",
            ],
            _diagnostics.Select(d => d.ToString()));
        Assert.Equal([null, 1048576L], shelf.Boxes.Select(b => b.Size?.Value.Bytes));
    }

    [Fact]
    public void A_document_may_contain_itself()
    {
        var shelf = Read("name: a\nbelow: { name: b, below: { name: c } }\n");

        Assert.Equal("c", shelf.Below!.Below!.Name!.Value.Value);
    }

    [Fact]
    public void Bounds_apply_to_the_items_of_a_list()
    {
        Read("name: a\ncounts: [1, 4, 0]\n");

        Assert.Equal(
            ["t.yaml:2:13: '4' is out of range; it must be between 1 and 3", "t.yaml:2:16: '0' is out of range; it must be between 1 and 3"],
            _diagnostics.Select(d => d.ToString()));
    }

    private Shelf Read(string text)
    {
        var node = YamlReader.Read("t.yaml", Encoding.UTF8.GetBytes(text), _diagnostics);
        return DocumentReader.Read<Shelf>(node!, "/", _diagnostics)!;
    }

    [Document("a shelf")]
    private sealed record Shelf : Document
    {
        [Key("Its name.", Required = true)]
        public Located<string>? Name { get; init; }

        [Key("What stands on it.")]
        public DocumentList<Box> Boxes { get; init; } = new();

        [Key("What is written on it.")]
        public DocumentMap<DocumentList<Located<string>>> Labels { get; init; } = new();

        [Key("How many.", Minimum = "1", Maximum = "3")]
        public DocumentList<Located<int>> Counts { get; init; } = new();

        [Key("The next one.")]
        public Shelf? Below { get; init; }
    }

    [Document("a box")]
    private sealed record Box : Document
    {
        [Key("Its size.")]
        public Located<ByteSize>? Size { get; init; }
    }
}
