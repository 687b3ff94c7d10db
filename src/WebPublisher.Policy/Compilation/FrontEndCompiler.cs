using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>frontEnds</c>.</summary>
internal static class FrontEndCompiler
{
    /// <summary>Compiles and declares every farm.</summary>
    public static ImmutableArray<FrontEndFarm> Compile(DocumentMap<FrontEndDocument> documents, CompilationContext context)
    {
        var farms = ImmutableArray.CreateBuilder<FrontEndFarm>();
        foreach (var (name, document) in documents)
        {
            var farm = document is null ? null : Compile(name, document, context);
            context.FrontEnds.Declare(name, farm);
            if (farm is not null)
            {
                farms.Add(farm);
            }
        }

        return farms.ToImmutable();
    }

    private static FrontEndFarm? Compile(Located<string> name, FrontEndDocument document, CompilationContext context)
    {
        foreach (var twice in document.Servers.GroupBy(s => s.Value.Authority, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            context.Diagnostics.Error(twice.Location, $"server {twice.Value.Authority} is listed twice");
        }

        var certificate = FrontEndCertificateCompiler.Compile(document.Certificate, context);
        var health = document.Health is null ? null : Health(document.Health, context);
        var failed = certificate is null || (document.Health is not null && health is null);
        if (failed || document.Servers.Count == 0)
        {
            return null;
        }

        return new FrontEndFarm
        {
            Name = name.Value,
            Location = name.Location,
            Servers = [.. document.Servers.Select(s => s.Value)],
            Balancing = document.Balancing?.Value ?? Balancing.LeastRequests,
            Affinity = document.Affinity?.Value ?? Affinity.None,
            Health = health,
            Certificate = certificate!,
            Resilience = Resilience(document.Resilience),
        };
    }

    private static HealthProbe? Health(HealthDocument document, CompilationContext context)
    {
        if (document.Path is not { } path)
        {
            return null;
        }

        if (!path.Value.StartsWith('/') || path.Value.Any(c => c is <= ' ' or '#' or > '~'))
        {
            context.Diagnostics.Error(
                path.Location, $"{Quoted.Text(path.Value)} cannot be asked for; write a path that begins with '/', percent-encoded, and a query if need be");
            return null;
        }

        return new HealthProbe(
            path.Value,
            document.Interval?.Value ?? TimeSpan.FromSeconds(10),
            document.Timeout?.Value ?? TimeSpan.FromSeconds(5),
            document.Failures?.Value ?? 2);
    }

    private static FrontEndResilience Resilience(ResilienceDocument? document)
    {
        var usual = FrontEndResilience.Default;
        return new FrontEndResilience(
            document?.ConnectTimeout?.Value ?? usual.ConnectTimeout,
            document?.ActivityTimeout?.Value ?? usual.ActivityTimeout,
            document?.Retries?.Value ?? usual.Retries,
            document?.CircuitBreaker?.Failures?.Value ?? usual.BreakerFailures,
            document?.CircuitBreaker?.OpenFor?.Value ?? usual.BreakerOpenFor);
    }
}
