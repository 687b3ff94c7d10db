using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Certificates;

/// <summary>Reports what is wrong with one certificate at the place that declares it, under its name.</summary>
internal sealed class CertificateReport(CertificateSource source, DiagnosticList diagnostics)
{
    private readonly List<string> _warnings = [];

    /// <summary>Whether an error was reported.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The warnings so far.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    public void Error(string message)
    {
        HasErrors = true;
        diagnostics.Error(source.Location, $"certificate {source.Name}: {message}");
    }

    public void Warning(string message)
    {
        _warnings.Add(message);
        diagnostics.Warning(source.Location, $"certificate {source.Name}: {message}");
    }
}
