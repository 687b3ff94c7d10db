namespace WebPublisher.Waf.SecLang;

/// <summary>
/// The sections that are open at a line of a file: <c>&lt;IfModule&gt;</c> and <c>&lt;IfDefine&gt;</c>. What stands in one whose condition is not met is not read.
/// </summary>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class SectionStack(ErrorList errors)
{
    private static readonly string[] s_modules = ["security2_module", "mod_security2.c", "unique_id_module", "mod_unique_id.c"];

    private readonly Stack<(string Name, SourcePosition Position, bool IsActive)> _open = new();

    /// <summary>Whether what stands at this place counts.</summary>
    public bool IsActive => _open.Count == 0 || _open.Peek().IsActive;

    /// <summary>Whether a line opens or closes a section.</summary>
    public static bool IsSection(LogicalLine line) => line.Text.AsSpan().TrimStart().StartsWith("<");

    /// <summary>Takes a line that opens or closes a section; false for other lines.</summary>
    public bool Take(LogicalLine line)
    {
        if (!IsSection(line))
        {
            return false;
        }

        var position = line.Position;
        var text = line.Text.Trim();
        if (!text.EndsWith('>'))
        {
            errors.Add(position, "Expected > at the end of the line.");
        }

        var words = text.TrimStart('<').TrimEnd('>').Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 0 && words[0].StartsWith('/'))
        {
            Close(position, words[0][1..]);
        }
        else
        {
            Open(position, words.Length > 0 ? words[0] : "", words.Length > 1 ? words[1].Trim().Trim('"') : "");
        }

        return true;
    }

    /// <summary>Tells of sections that are open at the end of the file.</summary>
    public void End()
    {
        foreach (var section in _open.Reverse())
        {
            errors.Add(section.Position, $"This section is not closed; expected </{section.Name}> before the end of the file.");
        }
    }

    private void Open(SourcePosition position, string name, string condition)
    {
        var isNegated = condition.StartsWith('!');
        var subject = condition.TrimStart('!').Trim();
        bool? isMet = name.ToUpperInvariant() switch
        {
            "IFMODULE" => s_modules.Contains(subject, StringComparer.OrdinalIgnoreCase) != isNegated,
            "IFDEFINE" => isNegated,
            _ => null,
        };
        if (IsActive && isMet is null)
        {
            errors.Add(
                position,
                $"Sections <{ErrorList.Quote(name).Trim('\'')}> cannot be used in rules; expected <IfModule> or <IfDefine>. Conditions on paths stand in rules with ctl.");
        }
        else if (IsActive && subject.Length == 0)
        {
            errors.Add(position, $"Expected a name after {name}.");
        }

        _open.Push((name, position, IsActive && isMet != false));
    }

    private void Close(SourcePosition position, string name)
    {
        if (_open.Count == 0)
        {
            errors.Add(position, "No section is open here.");
            return;
        }

        var open = _open.Pop();
        if (!open.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(position, $"Expected </{open.Name}>, which closes the section at {open.Position}.");
        }
    }
}
