using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Policy.Sources;

namespace WebPublisher.Policy.Compilation.Mail.Screening;

/// <summary>Reads a file of keywords: one a line; empty lines, and those that begin with a number sign, are skipped. It is part of the policy: a change of it is a reload.</summary>
internal static class KeywordFile
{
    private const int Largest = 16 * 1024 * 1024;
    private const int MostErrors = 20;

    /// <summary>Reads the file; none after an error.</summary>
    public static IReadOnlyList<Keyword> Read(Located<FilePath> file, bool areWords, CompilationContext context)
    {
        if (context.Files.Read(file.Value.FullPath, Largest, file.Location, context.Diagnostics) is not { } content)
        {
            return [];
        }

        var name = SourcePath.Display(file.Value.FullPath);
        var keywords = new List<Keyword>();
        var (number, errors) = (0, 0);
        foreach (var line in Encoding.UTF8.GetString(content).EnumerateLines())
        {
            number++;
            var text = line.Trim();
            if (text.IsEmpty || text[0] == '#')
            {
                continue;
            }

            if (text.Length <= Keyword.MaximumLength)
            {
                keywords.Add(new Keyword(text.ToString(), areWords));
            }
            else if (++errors <= MostErrors)
            {
                context.Diagnostics.Error(new SourceLocation(name, number, 1), $"a keyword has {Keyword.MaximumLength} characters at most; this one has {text.Length}");
            }
        }

        if (keywords.Count == 0 && errors == 0)
        {
            context.Diagnostics.Warning(file.Location, $"the file has no keywords: {name}");
        }

        return keywords;
    }
}
