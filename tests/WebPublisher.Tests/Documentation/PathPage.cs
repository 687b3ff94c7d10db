using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

/// <summary>A page of <c>docs</c> that tells a path step by step.</summary>
/// <param name="Steps">Its steps from the first to the last: number, and the method by which it begins as <c>Namespace.Type:Method</c>.</param>
internal sealed record PathPage(IReadOnlyList<(string Number, string Method)> Steps)
{
    /// <summary>Reads a page.</summary>
    /// <param name="page">Its path in the repository.</param>
    /// <param name="below">What the files it names are below of, unless they begin with <c>src/</c>.</param>
    public static PathPage Read(string page, string below)
    {
        var rows = File.ReadAllLines(Repository.PathOf(page)).Where(line => Regex.IsMatch(line, @"^\| \d+[a-z]? ")).ToList();
        return new PathPage([.. rows.Select(row => (row.Split(' ')[1], Begins(row, below)))]);
    }

    private static string Begins(string row, string below)
    {
        var begins = Regex.Match(row, @"`(?<file>[A-Za-z0-9./]+)\.cs` \(`(?<method>[A-Za-z]+)`\)");
        Assert.True(begins.Success, $"no method by which it begins: {row}");
        var file = begins.Groups["file"].Value;
        file = file.StartsWith("src/", StringComparison.Ordinal) ? file : $"{below}/{file}";
        Assert.Matches($@"\b{begins.Groups["method"].Value}(<[A-Za-z]+>)?\(", File.ReadAllText(Repository.PathOf($"{file}.cs")));
        return $"{file["src/".Length..].Replace('/', '.')}:{begins.Groups["method"].Value}";
    }
}
