using System.Collections;

namespace WebPublisher.Policy.Diagnostics;

/// <summary>Collects every diagnostic of one load, so that an operator sees all errors at once.</summary>
public sealed class DiagnosticList : IReadOnlyCollection<Diagnostic>
{
    // What a rule says of all its sections is compiled with each of them, and what is wrong with it is told once.
    private readonly HashSet<Diagnostic> _items = [];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>Whether at least one error was reported.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Reports something that stops the policy.</summary>
    public void Error(SourceLocation location, string message)
    {
        HasErrors = true;
        _items.Add(new Diagnostic(DiagnosticSeverity.Error, location, message));
    }

    /// <summary>Reports something the operator should know.</summary>
    public void Warning(SourceLocation location, string message) => _items.Add(new Diagnostic(DiagnosticSeverity.Warning, location, message));

    /// <summary>In the order of files and lines, which is the order in which an operator corrects them.</summary>
    public IEnumerator<Diagnostic> GetEnumerator() =>
        _items.OrderBy(d => d.Location.File, StringComparer.Ordinal).ThenBy(d => d.Location.Line).ThenBy(d => d.Location.Column).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
