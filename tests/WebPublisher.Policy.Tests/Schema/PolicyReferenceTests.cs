using System.Text.RegularExpressions;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Schema;

namespace WebPublisher.Policy.Tests.Schema;

public sealed class PolicyReferenceTests
{
    private static readonly string[] s_lines = PolicyReference.Write().Split('\n');

    public static TheoryData<string> Documents =>
    [
        .. typeof(PolicyDocument).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Document)) && !type.IsAbstract && type != typeof(ProfileDocument)).Select(type => type.Name),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_has_one_section_with_a_row_for_each_of_its_keys(string type)
    {
        var shape = ShapeCatalog.Document(Assert.Single(typeof(PolicyDocument).Assembly.GetTypes(), t => t.Name == type));
        var heading = Array.IndexOf(s_lines, $"## {ReferenceWriter.NameOf(shape)}");

        Assert.NotEqual(-1, heading);
        Assert.Equal(heading, Array.LastIndexOf(s_lines, s_lines[heading]));
        var rows = s_lines.Skip(heading + 5).TakeWhile(line => line.Length > 0);
        Assert.Equal(shape.Properties.Select(property => property.Name), rows.Select(row => row.Split('`')[1]));
    }

    [Theory]
    [InlineData("| `listen` | address and port, or off | `127.0.0.1:9464` | ")]
    [InlineData("| `key` | path of a file or directory |  | PEM file with the private key")]
    [InlineData("| `connections` | whole number, between 1 and 10000 | `100` | Connections at once. |")]
    [InlineData("| `servers` | list of: server and port | required | ")]
    [InlineData("| `name` | text | the machine's name | ")]
    [InlineData("| `frontEnds` | names, each with: [frontEnd](#frontend) |  | ")]
    [InlineData("| `minimumKeyBits` | `128`, `256` | `128` | ")]
    [InlineData("| duration | a duration such as 500ms, 5s, 30m, 24h or 30d |")]
    public void A_row_tells_the_kind_of_value_its_limits_and_its_default(string row) => Assert.Contains(s_lines, line => line.StartsWith(row, StringComparison.Ordinal));

    [Fact]
    public void Every_row_has_four_cells_and_none_is_emphasised_by_a_pattern()
    {
        var rows = s_lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.All(rows, row => Assert.Equal(5, row.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')));
        Assert.All(rows, row => Assert.DoesNotMatch("(^|[^\\\\])\\*", string.Concat(row.Split('`').Where((_, i) => i % 2 == 0))));
    }

    [Fact]
    public void Every_link_leads_to_a_section()
    {
        var anchors = s_lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => "(#" + line[3..].ToLowerInvariant() + ")").ToHashSet(StringComparer.Ordinal);
        var links = s_lines.SelectMany(line => Regex.Matches(line, @"\(#[a-z]+\)").Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(links);
        Assert.Subset(anchors, links);
    }
}
