using System.Net;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>operations</c>.</summary>
internal static class OperationsCompiler
{
    private static readonly IPEndPoint Default = new(IPAddress.Loopback, 9464);

    /// <summary>Compiles the section, or its defaults when it is absent.</summary>
    public static OperationsPolicy Compile(OperationsDocument? document, CompilationContext context)
    {
        var listen = document?.Listen is { } written ? written.Value.EndPoint : Default;
        if (listen is not null && !IPAddress.IsLoopback(listen.Address))
        {
            context.Diagnostics.Warning(
                document!.Listen!.Value.Location, $"whoever reaches {listen} can read metrics and health; let a firewall decide who does, or use 127.0.0.1");
        }

        return new OperationsPolicy(listen, document?.Otlp?.Value);
    }
}
