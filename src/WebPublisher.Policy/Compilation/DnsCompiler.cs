using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>dns</c>.</summary>
internal static class DnsCompiler
{
    /// <summary>Compiles the section, or its defaults when it is absent.</summary>
    public static DnsPolicy Compile(DnsDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return DnsPolicy.Default;
        }

        foreach (var twice in document.Servers.GroupBy(s => s.Value).SelectMany(same => same.Skip(1)))
        {
            context.Diagnostics.Error(twice.Location, $"{twice.Value.EndPoint} is listed twice");
        }

        return new DnsPolicy([.. document.Servers.Select(s => s.Value.EndPoint)], document.Timeout?.Value ?? DnsPolicy.Default.Timeout);
    }
}
