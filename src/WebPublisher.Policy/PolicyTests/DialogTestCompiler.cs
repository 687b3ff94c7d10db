using System.Collections.Immutable;
using System.Text.Json;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;

namespace WebPublisher.Policy.PolicyTests;

/// <summary>Compiles policy tests that are dialogs.</summary>
internal static class DialogTestCompiler
{
    /// <summary>Compiles one, or reports why it is none.</summary>
    public static DialogTest? Compile(PolicyTestDocument document, DiagnosticList diagnostics)
    {
        var isClean = Refuse(document, "a dialog", diagnostics, nameof(document.Request), nameof(document.At), nameof(document.Expect));
        if (!document.Has(nameof(document.Connector)))
        {
            diagnostics.Error(document.LocationOf(nameof(document.Dialog)), "a dialog needs a 'connector', the receive connector it is held with");
        }

        var lines = document.Dialog.Select(line => Compile(line, diagnostics)).ToImmutableArray();
        if (!isClean || document.Name is not { } name || document.Connector is not { } connector || lines.IsEmpty || lines.Contains(null))
        {
            return null;
        }

        return new DialogTest
        {
            Name = name.Value,
            Location = document.Start,
            From = document.From?.Value,
            Connector = connector,
            To = document.To,
            Via = document.Via?.Value,
            Tls = document.Tls?.Value ?? false,
            User = document.User?.Value,
            Lines = lines!,
        };
    }

    /// <summary>Reports keys that mean something in a dialog only.</summary>
    /// <returns>Whether there is none.</returns>
    public static bool RefuseKeys(PolicyTestDocument document, DiagnosticList diagnostics) => Refuse(
        document, "a request", diagnostics, nameof(document.Connector), nameof(document.To), nameof(document.Via), nameof(document.Tls), nameof(document.User));

    private static bool Refuse(PolicyTestDocument document, string kind, DiagnosticList diagnostics, params ReadOnlySpan<string> properties)
    {
        var isClean = true;
        foreach (var property in properties)
        {
            if (document.Has(property))
            {
                isClean = false;
                diagnostics.Error(document.LocationOf(property), $"'{JsonNamingPolicy.CamelCase.ConvertName(property)}' has no meaning in the test of {kind}");
            }
        }

        return isClean;
    }

    private static DialogLine? Compile(DialogLineDocument document, DiagnosticList diagnostics)
    {
        if (document.Keys.IsEmpty)
        {
            diagnostics.Error(document.Start, "expected at least one of say, expect");
        }

        ExpectedReply? expected = null;
        if (document.Expect is { } written && !ExpectedReply.TryParse(written.Value, written.Location, out expected))
        {
            diagnostics.Error(
                written.Location, $"{Quoted.Text(written.Value)} is not a reply; write a code, such as 250 or 550 5.7.1 or 250-STARTTLS, or closed for the end of the session");
            return null;
        }

        return document.Say is null && expected is null ? null : new DialogLine(Unescape(document.Say?.Value), expected, document.Start);
    }

    private static string? Unescape(string? said) => said?
        .Replace("\\r", "\r", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\0", "\0", StringComparison.Ordinal);
}
