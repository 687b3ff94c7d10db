using System.Collections.Immutable;
using WebPublisher.Policy.Compilation;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Sources;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.PolicyTests;

/// <summary>Reads files of policy tests.</summary>
public static class PolicyTestReader
{
    /// <summary>Reads the tests in <paramref name="path"/> in order. Never throws for bad input; tests with errors are reported and left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Receives every error.</param>
    public static ImmutableArray<PolicyTest> Read(string path, DiagnosticList diagnostics)
    {
        var fullPath = Path.GetFullPath(path);
        using var files = new SourceFiles();
        if (files.Read(fullPath, YamlLimits.FileSize, location: null, diagnostics) is not { } content
            || YamlReader.Read(SourcePath.Display(fullPath), content, diagnostics) is not { } node
            || DocumentReader.Read<PolicyTestFileDocument>(node, Path.GetDirectoryName(fullPath)!, diagnostics) is not { } file)
        {
            return [];
        }

        var names = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var document in file.Tests)
        {
            if (document.Name is { } name && !names.TryAdd(name.Value, name.Location))
            {
                diagnostics.Error(name.Location, $"test {Quoted.Text(name.Value)} is already declared at {names[name.Value]}");
            }
        }

        return [.. file.Tests.Select(t => Compile(t, diagnostics)).OfType<PolicyTest>()];
    }

    private static PolicyTest? Compile(PolicyTestDocument document, DiagnosticList diagnostics)
    {
        if (document.Has(nameof(document.Dialog)))
        {
            return DialogTestCompiler.Compile(document, diagnostics);
        }

        if (document.Has(nameof(document.Request)))
        {
            return CompileRequest(document, diagnostics);
        }

        diagnostics.Error(document.Start, "a policy test has a 'request' and what to 'expect' of it, or a 'dialog'; found neither");
        return null;
    }

    private static RequestTest? CompileRequest(PolicyTestDocument document, DiagnosticList diagnostics)
    {
        var isClean = DialogTestCompiler.RefuseKeys(document, diagnostics);
        if (!document.Has(nameof(document.Expect)))
        {
            diagnostics.Error(document.Start, "key 'expect' is missing in a policy test; expected an expectation");
        }

        var expect = document.Expect is null ? null : Compile(document.Expect, diagnostics);
        var request = document.Request is { } written ? ParseRequest(written, diagnostics) : null;
        if (!isClean || document.Name is not { } name || expect is null || request is not ({ } method, { } url))
        {
            return null;
        }

        return new RequestTest
        {
            Name = name.Value,
            Location = document.Start,
            Method = method,
            Url = url,
            From = document.From?.Value,
            At = document.At?.Value,
            Expect = expect,
        };
    }

    private static PolicyTestExpectation? Compile(PolicyTestExpectationDocument document, DiagnosticList diagnostics)
    {
        var expectation = new PolicyTestExpectation(
            document.Rule?.Value, document.Section?.Value, document.Status?.Value, document.SubStatus?.Value, document.Code?.Value, document.Location?.Value);
        if (expectation != new PolicyTestExpectation(null, null, null, null, null, null))
        {
            return expectation;
        }

        // Keys with bad values were reported already.
        if (document.Keys.IsEmpty)
        {
            diagnostics.Error(document.Start, "expected at least one of rule, section, status, subStatus, code, location");
        }

        return null;
    }

    // The URL stays as written: whether and how it is canonical is for the publisher to judge.
    private static (string Method, string Url)? ParseRequest(Located<string> request, DiagnosticList diagnostics)
    {
        var parts = request.Value.Split(' ', 2);
        var isUrl = parts.Length == 2 && !parts[1].Contains(' ') && Uri.TryCreate(parts[1], UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;
        if (isUrl && HeaderText.IsToken(parts[0]))
        {
            return (parts[0], parts[1]);
        }

        diagnostics.Error(
            request.Location, $"{Quoted.Text(request.Value)} is not a request; write a method and a URL, such as GET https://mail.example.com/owa/");
        return null;
    }
}
