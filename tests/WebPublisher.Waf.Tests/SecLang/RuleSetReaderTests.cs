using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

public sealed class RuleSetReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wp-rules").FullName;

    [Fact]
    public void Included_files_are_relative_to_the_file_that_names_them_and_sorted()
    {
        Write("main.conf", "SecMarker first\nInclude sub/*.conf\nInclude \"sub dir/x.conf\"\nSecMarker last");
        Write("sub/b.conf", "SecMarker b");
        Write("sub/a.conf", "Include inner/c.conf\nSecMarker a");
        Write("sub/.hidden.conf", "SecFoo");
        Write("sub/a.data", "SecFoo");
        Write("sub/inner/c.conf", "SecMarker c");
        Write("sub dir/x.conf", "SecMarker x");
        var parsed = Parse("main.conf");
        Assert.Empty(parsed.Errors);
        Assert.Equal(["first", "c", "a", "b", "x", "last"], parsed.Directives.Cast<MarkerDirective>().Select(m => m.Name));
        Assert.Equal(["main.conf", "sub/a.conf", "sub/inner/c.conf", "sub/b.conf", "sub dir/x.conf"], parsed.Files.Select(f => Path.GetRelativePath(_folder, f)));
        Assert.Equal(Path.Combine(_folder, "sub/inner/c.conf"), parsed.Directives[1].Position.File);
    }

    [Fact]
    public void A_folder_stands_for_its_rule_files()
    {
        Write("rules/b.conf", "SecMarker b");
        Write("rules/a.conf", "SecMarker a");
        Write("rules/a.conf.example", "SecFoo");
        Assert.Equal(2, Parse("rules").Directives.Count);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_where_it_is_asked_for()
    {
        Write("main.conf", "IncludeOptional no/*.conf\nIncludeOptional no.conf\nInclude none.conf\n Include no*.conf");
        Assert.Equal(
            ["main.conf:3:9: There is no file 'none.conf' in .", "main.conf:4:10: There is no file 'no*.conf' in ."],
            Errors("main.conf").Select(e => e.Replace(_folder, ".", StringComparison.Ordinal).Split(". IncludeOptional")[0]));
        Assert.Contains("There is no file", Assert.Single(Errors("missing.conf")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_include_themselves_are_an_error()
    {
        Write("a.conf", "Include b.conf");
        Write("b.conf", "SecMarker b\nInclude a.conf");
        Assert.Contains("b.conf:2:9:", Assert.Single(Errors("a.conf")), StringComparison.Ordinal);
        Write("a.conf", "Include *.conf");
        Assert.Equal(2, Errors("a.conf").Count());
    }

    [Fact]
    public void Files_in_files_have_a_limit()
    {
        for (var i = 0; i <= RuleSetLimits.IncludeDepth; i++)
        {
            Write($"{i}.conf", $"Include {i + 1}.conf");
        }

        Assert.Contains("15.conf:1:9: Files include each other more than 16 deep.", Assert.Single(Errors("0.conf")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_double_with_each_level_have_a_limit()
    {
        for (var i = 0; i < RuleSetLimits.IncludeDepth - 1; i++)
        {
            Write($"{i}.conf", $"Include {i + 1}.conf\nInclude {i + 1}.conf");
        }

        Write($"{RuleSetLimits.IncludeDepth - 1}.conf", "SecMarker a");
        Assert.Contains("More than 4096 files are included.", Assert.Single(Errors("0.conf")), StringComparison.Ordinal);
    }

    [Fact]
    public void Directives_have_a_limit()
    {
        var parsed = RuleText.Parse(string.Concat(Enumerable.Repeat("SecMarker a\n", RuleSetLimits.Directives + 5)));
        Assert.Equal("a.conf:100001:1: There are more than 100000 directives.", Assert.Single(parsed.Errors).ToString());
    }

    [Fact]
    public void Errors_have_a_limit()
    {
        var errors = RuleText.Parse(string.Concat(Enumerable.Repeat("SecFoo\n", 5_000))).Errors;
        Assert.Equal(RuleSetLimits.Errors + 1, errors.Count);
        Assert.Equal("There are more errors; they are not shown.", errors[^1].Message);
    }

    [Fact]
    public void A_file_is_utf_8()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a.conf"), [.. "SecMarker a\nSecMarker "u8, 0xE9, .. "\n"u8]);
        Assert.StartsWith("a.conf:2:11: Expected UTF-8;", Assert.Single(Errors("a.conf")), StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(_folder, "a.conf"), [0xEF, 0xBB, 0xBF, .. "SecMarker é\n"u8]);
        Assert.Equal("é", Assert.IsType<MarkerDirective>(Assert.Single(Parse("a.conf").Directives)).Name);
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_read()
    {
        using (var stream = File.Create(Path.Combine(_folder, "a.conf")))
        {
            stream.SetLength(RuleSetLimits.FileBytes + 1);
        }

        Assert.Equal("a.conf:1:1: The file is longer than 16 MiB.", Assert.Single(Errors("a.conf")));
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_an_error()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "a.conf"), Path.Combine(_folder, "a.conf"));
        Assert.Contains("a.conf", Assert.Single(Errors("a.conf")), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_follow_each_other_and_see_each_other_s_ids()
    {
        Write("a.conf", "SecAction id:1");
        var parsed = RuleSetParser.Parse(new RuleSetSource(
            [RuleSetPart.OfText("before", "SecAction id:2"), RuleSetPart.OfFiles(Path.Combine(_folder, "a.conf")), RuleSetPart.OfText("after", "SecAction id:1")]));
        Assert.Equal(3, parsed.Directives.Count);
        Assert.StartsWith("after:1:11: The rule at ", Assert.Single(parsed.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_includes_files_relative_to_the_folder_of_its_name()
    {
        Write("a.conf", "SecMarker a");
        Assert.Single(RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfText(Path.Combine(_folder, "made up"), "Include a.conf")])).Directives);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private ParsedRuleSet Parse(string name) => RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfFiles(Path.Combine(_folder, name))]));

    private IEnumerable<string> Errors(string name) => Parse(name).Errors.Select(e => e.ToString().Replace(_folder + "/", "", StringComparison.Ordinal));
}
