using WebPublisher.Policy.Filtering;

namespace WebPublisher.Policy.Tests;

/// <summary>Prints a compiled HTTP filter, for golden files.</summary>
internal static class FilterDump
{
    public static string Of(HttpFilterPolicy? f) => f is null ? "" :
        $" filter {{ headers {f.MaximumHeaders} body {f.MaximumBody} url {f.MaximumUrl} query {f.MaximumQuery} verify query {f.VerifyQuery} block high bit {f.BlockHighBit}"
        + $" methods {Lists(f.Methods?.Allowed, f.Methods?.Denied)} extensions {Lists(f.Extensions?.Allowed, f.Extensions?.Denied)}"
        + $" fields -[{string.Join(' ', f.DeniedRequestHeaders)}] -[{string.Join(' ', f.DeniedResponseHeaders)}]"
        + $" url {Set(f.Url)} request {string.Join(' ', f.RequestHeaders.Select(Field))} {Set(f.RequestBody)} response {string.Join(' ', f.ResponseHeaders.Select(Field))} {Set(f.ResponseBody)}"
        + $" block executables {f.BlockWindowsExecutables} }}";

    private static string Lists(IEnumerable<string>? allowed, IEnumerable<string>? denied) => $"+{List(allowed)} -{List(denied)}";

    private static string List(IEnumerable<string>? words) => words is null ? "any" : $"[{string.Join(' ', words.Order(StringComparer.Ordinal))}]";

    private static string Field(FieldSignatures field) => $"{field.Field ?? "all"}:{Set(field.Signatures)}";

    private static string Set(SignatureSet? set) => set is null ? "none" :
        $"({string.Join(", ", set.Signatures.Select(s => $"{s.Name} {Convert.ToHexString(s.Bytes.AsSpan())}{(s.IsExact ? " exact" : "")} {s.From}-{(s.To == long.MaxValue ? "" : s.To)}"))})";
}
