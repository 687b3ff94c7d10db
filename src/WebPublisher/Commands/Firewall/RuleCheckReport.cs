using WebPublisher.Waf.SecLang;

namespace WebPublisher.Commands.Firewall;

/// <summary>What <c>waf check --json</c> writes.</summary>
/// <param name="Files">How many files were read.</param>
/// <param name="Rules">How many rules there are, chained ones included.</param>
/// <param name="Milliseconds">How long reading and compiling took.</param>
/// <param name="Errors">What is wrong.</param>
internal sealed record RuleCheckReport(int Files, int Rules, long Milliseconds, IReadOnlyList<RuleCheckReport.Entry> Errors)
{
    /// <summary>An error.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Line">Line, from 1.</param>
    /// <param name="Column">Column, from 1.</param>
    /// <param name="Message">What is wrong.</param>
    public sealed record Entry(string File, int Line, int Column, string Message)
    {
        /// <summary>An error of the engine's.</summary>
        public static Entry Of(RuleSetError error) => new(error.Position.File, error.Position.Line, error.Position.Column, error.Message);

        /// <inheritdoc/>
        public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
    }
}
