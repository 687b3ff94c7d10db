using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Compilation;

/// <summary>
/// What a section declares, by name. A declaration with errors of its own keeps its name, so that references to it are not reported as well.
/// </summary>
/// <typeparam name="T">What a name stands for once compiled.</typeparam>
/// <param name="kind">What is declared, without an article: <c>listener</c>.</param>
/// <param name="diagnostics">Receives errors.</param>
internal sealed class NameTable<T>(string kind, DiagnosticList diagnostics)
    where T : class
{
    private readonly Dictionary<string, (Located<string> Name, T? Value)> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Whether every declaration compiled.</summary>
    public bool IsComplete => _declared.Values.All(d => d.Value is not null);

    /// <summary>Enters a name; one that is there already is an error that names both places.</summary>
    /// <param name="name">The name, with its place.</param>
    /// <param name="value">What it stands for, or null when that has errors.</param>
    /// <param name="reserved">A word that means something else where the name would be used.</param>
    public void Declare(Located<string> name, T? value, string? reserved = null)
    {
        if (name.Value == reserved)
        {
            diagnostics.Error(name.Location, $"a {kind} cannot be named {Quoted.Text(name.Value)}, because rules use that word");
            return;
        }

        if (!_declared.TryAdd(name.Value, (name, value)))
        {
            diagnostics.Error(name.Location, $"{kind} {Quoted.Text(name.Value)} is already declared at {_declared[name.Value].Name.Location}");
        }
    }

    /// <summary>What a reference means; null when it is undefined, which is reported, or has errors of its own.</summary>
    public T? Resolve(Located<string> reference)
    {
        if (_declared.TryGetValue(reference.Value, out var declared))
        {
            _used.Add(reference.Value);
            return declared.Value;
        }

        var suggestion = _declared.Count == 0 ? "; none is declared" : Suggestion.For(reference.Value, _declared.Keys, "declared are");
        diagnostics.Error(reference.Location, $"there is no {kind} {Quoted.Text(reference.Value)}{suggestion}");
        return null;
    }

    /// <summary>Warns of declarations nobody refers to.</summary>
    public void WarnOfUnused()
    {
        foreach (var (name, _) in _declared.Values.Where(d => !_used.Contains(d.Name.Value)))
        {
            diagnostics.Warning(name.Location, $"{kind} {Quoted.Text(name.Value)} is not used");
        }
    }
}
