namespace WebPublisher.Waf.SecLang;

/// <summary>Reads the parts of one rule set: follows Include, decides sections, and collects directives and errors.</summary>
internal sealed class RuleSetReader
{
    private readonly ErrorList _errors = new();
    private readonly List<Directive> _directives = [];
    private readonly List<string> _files = [];
    private readonly List<string> _open = [];
    private int _characters;
    private int _filesRead;
    private bool _isFull;

    /// <summary>Reads all parts.</summary>
    public ParsedRuleSet Read(RuleSetSource source)
    {
        foreach (var part in source.Parts)
        {
            if (part.Text is { } text)
            {
                var folder = Path.GetDirectoryName(Absolute(part.Name, Environment.CurrentDirectory)) ?? Environment.CurrentDirectory;
                ReadText(part.Name, folder, text);
            }
            else
            {
                ReadFiles(part.Name, Environment.CurrentDirectory, new SourcePosition(part.Name, 1, 1), isOptional: false);
            }
        }

        new RuleSetChecks(_errors).Check(_directives);
        return new ParsedRuleSet([.. _directives.Where(d => d is not BrokenDirective)], _errors.All, [.. _files.Distinct(StringComparer.Ordinal)]);
    }

    private static string Absolute(string path, string folder) => path.Contains('\0', StringComparison.Ordinal) ? folder : Path.GetFullPath(path, folder);

    private void ReadFiles(string path, string folder, SourcePosition wanted, bool isOptional)
    {
        IReadOnlyList<string> files;
        try
        {
            files = FilePattern.Find(Absolute(path, folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _errors.Add(wanted, $"{ErrorList.Quote(path)} cannot be looked for: {e.Message}");
            return;
        }

        if (files.Count == 0 && !isOptional)
        {
            var where = Path.IsPathRooted(path) ? "" : $" in {folder}";
            _errors.Add(wanted, $"There is no file {ErrorList.Quote(path)}{where}. IncludeOptional is for files that need not be there.");
        }

        foreach (var file in files)
        {
            ReadFile(file, wanted);
        }
    }

    private void ReadFile(string file, SourcePosition wanted)
    {
        if (_open.Contains(file, StringComparer.Ordinal))
        {
            _errors.Add(wanted, $"{file} includes itself: {string.Join(" includes ", [.. _open, file])}.");
            return;
        }

        if (_open.Count == RuleSetLimits.IncludeDepth)
        {
            _errors.Add(wanted, $"Files include each other more than {RuleSetLimits.IncludeDepth} deep.");
            return;
        }

        if (_isFull)
        {
            return;
        }

        if (++_filesRead > RuleSetLimits.Files)
        {
            Fill(wanted, $"More than {RuleSetLimits.Files} files are included.");
            return;
        }

        if (RuleFile.Read(file, wanted, _errors) is { } text)
        {
            _files.Add(file);
            _open.Add(file);
            ReadText(file, Path.GetDirectoryName(file)!, text);
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private void ReadText(string file, string folder, string text)
    {
        if (text.Length > RuleSetLimits.Characters - _characters)
        {
            Fill(new SourcePosition(file, 1, 1), $"The files of the rule set have more than {RuleSetLimits.Characters / 1024 / 1024} Mi characters.");
        }

        _characters += _isFull ? 0 : text.Length;
        var sections = new SectionStack(_errors);
        foreach (var line in LogicalLines.Of(file, text, _errors))
        {
            if (_isFull)
            {
                return;
            }

            if (line.Text.IndexOf('\0') is >= 0 and var nul)
            {
                _errors.Add(line.PositionAt(nul), "Expected text; there is a NUL character here.");
            }
            else if (!sections.Take(line) && sections.IsActive && DirectiveWords.Split(line, _errors) is { } words)
            {
                ReadDirective(words, folder);
            }
            else if (sections.IsActive && !SectionStack.IsSection(line))
            {
                _directives.Add(new BrokenDirective(line.Position));
            }
        }

        sections.End();
    }

    private void ReadDirective(IReadOnlyList<DirectiveWord> words, string folder)
    {
        var name = words[0].Text;
        var isOptional = name.Equals("IncludeOptional", StringComparison.OrdinalIgnoreCase);
        if (!isOptional && !name.Equals("Include", StringComparison.OrdinalIgnoreCase))
        {
            _directives.Add(DirectiveParser.Parse(words, _errors));
            if (_directives.Count > RuleSetLimits.Directives)
            {
                Fill(words[0].Position, $"There are more than {RuleSetLimits.Directives} directives.");
            }
        }
        else if (words.Count != 2 || words[1].Text.Length == 0)
        {
            _errors.Add(words[0].Position, $"Expected {name} PATH.");
        }
        else
        {
            ReadFiles(words[1].Text, folder, words[1].Position, isOptional);
        }
    }

    private void Fill(SourcePosition position, string message)
    {
        if (!_isFull)
        {
            _errors.Add(position, message);
            _isFull = true;
        }
    }
}
