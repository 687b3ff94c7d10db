using WebPublisher.Commands.Mail;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Commands;

/// <summary>What <c>check --json</c> writes.</summary>
/// <param name="Policy">The file that was checked.</param>
/// <param name="Revision">The policy's revision; absent when there are errors.</param>
/// <param name="Errors">How many errors there are.</param>
/// <param name="Warnings">How many warnings there are.</param>
/// <param name="Diagnostics">All of them, in the order of files and lines.</param>
/// <param name="Mail">What the mail half comes to; absent when there is none, or there are errors.</param>
internal sealed record CheckReport(string Policy, string? Revision, int Errors, int Warnings, IReadOnlyList<CheckReport.Entry> Diagnostics, MailSummary? Mail)
{
    /// <summary>Reports on a load.</summary>
    public static CheckReport Of(string path, PolicyLoadResult loaded) => new(
        path,
        loaded.Policy?.Revision,
        loaded.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error),
        loaded.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Warning),
        [.. loaded.Diagnostics.Select(d => new Entry(d.Severity, d.Location.File, d.Location.Line, d.Location.Column, d.Message))],
        MailSummary.Of(loaded.Policy?.Mail));

    /// <summary>One diagnostic.</summary>
    /// <param name="Severity">Whether it stops the policy.</param>
    /// <param name="File">The file.</param>
    /// <param name="Line">Line, from 1; 0 for the whole file.</param>
    /// <param name="Column">Column, from 1; 0 for the whole file.</param>
    /// <param name="Message">What is wrong.</param>
    public sealed record Entry(DiagnosticSeverity Severity, string File, int Line, int Column, string Message);
}
