using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Filtering;
using WebPublisher.Policy.Filtering;

namespace WebPublisher.Policy.Compilation.Filtering;

/// <summary>Compiles what an HTTP filter says of methods, extensions and header fields.</summary>
internal static class FilterListCompiler
{
    private const string Any = "*";
    private const int LongestExtension = 32;

    // Refused before any rule is asked (RefusedMethods in the web half).
    private static readonly string[] NeverPublished = ["CONNECT", "TRACE", "TRACK", "DEBUG"];

    /// <summary>Compiles methods; null where all pass.</summary>
    public static FilterMethods? Methods(FilterMethodsDocument? document, DiagnosticList diagnostics)
    {
        if (document is null)
        {
            return null;
        }

        var allowed = Allowed(document.Allow, CheckMethod, diagnostics);
        foreach (var method in document.Allow.Where(m => NeverPublished.Contains(m.Value, StringComparer.OrdinalIgnoreCase)))
        {
            diagnostics.Error(method.Location, $"{method.Value.ToUpperInvariant()} is refused whatever the policy says; leave it out");
        }

        var denied = Checked(document.Deny, CheckMethod, diagnostics);
        return allowed is null && denied.IsEmpty ? null : new FilterMethods(allowed, denied);
    }

    /// <summary>Compiles extensions; null where all pass.</summary>
    public static FilterExtensions? Extensions(FilterExtensionsDocument? document, DiagnosticList diagnostics)
    {
        if (document is null)
        {
            return new FilterExtensions(allowed: null, denied: null);
        }

        var isAny = document.Allow.Any(e => e.Value == Any);
        var allowed = Allowed(document.Allow, CheckExtension, diagnostics);
        ImmutableArray<string>? denied = document.Has(nameof(document.Deny)) ? Checked(document.Deny, CheckExtension, diagnostics) : isAny ? [] : null;
        return allowed is null && denied is { IsEmpty: true } ? null : new FilterExtensions(allowed, denied);
    }

    /// <summary>Compiles names of fields.</summary>
    public static ImmutableArray<string> Fields(DocumentList<Located<string>>? names, DiagnosticList diagnostics) => Checked(names ?? [], CheckField, diagnostics);

    private static ImmutableArray<string>? Allowed(DocumentList<Located<string>> list, Func<string, string?> check, DiagnosticList diagnostics)
    {
        if (list.Count == 0)
        {
            return null;
        }

        if (list.All(entry => entry.Value != Any))
        {
            return Checked(list, check, diagnostics);
        }

        if (list.Count > 1)
        {
            diagnostics.Error(list.First(entry => entry.Value == Any).Location, "'*' allows all; it stands alone");
        }

        return null;
    }

    private static ImmutableArray<string> Checked(DocumentList<Located<string>> list, Func<string, string?> check, DiagnosticList diagnostics)
    {
        var good = ImmutableArray.CreateBuilder<string>(list.Count);
        foreach (var entry in list)
        {
            if (check(entry.Value) is { } problem)
            {
                diagnostics.Error(entry.Location, problem);
            }
            else
            {
                good.Add(entry.Value);
            }
        }

        return good.ToImmutable();
    }

    private static string? CheckMethod(string method) => !HeaderText.IsToken(method) ? $"{Quoted.Text(method)} is not a method"
        : method == Any ? "'*' belongs under allow"
        : method.Any(char.IsAsciiLetterLower) ? $"methods are case-sensitive; write {method.ToUpperInvariant()}"
        : null;

    private static string? CheckExtension(string extension)
    {
        if (extension == FilterExtensions.None)
        {
            return null;
        }

        if (extension == Any)
        {
            return "'*' belongs under allow";
        }

        var name = extension.AsSpan(extension.LastIndexOf('.') + 1).ToString();
        if (name.Length is 0 or > LongestExtension || name.Any(c => c is <= ' ' or '/' or '\\' or '*' or '?' or ':' or '%' || char.IsControl(c)))
        {
            return $"{Quoted.Text(extension)} is not an extension such as .exe, nor '.' for none";
        }

        return extension != $".{name}" ? $"{Quoted.Text(extension)}: an extension is the last dot and what follows it; write {Quoted.Text("." + name)}" : null;
    }

    private static string? CheckField(string name)
    {
        if (!HeaderText.IsToken(name))
        {
            return $"{Quoted.Text(name)} is not the name of a header field; it has letters, digits and hyphens";
        }

        return name.Equals("Host", StringComparison.OrdinalIgnoreCase) ? "every request has a Host field; all would be refused" : null;
    }
}
