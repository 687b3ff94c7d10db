using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>limits</c> of a section.</summary>
internal static class LimitsCompiler
{
    /// <summary>Compiles the limits; null when nothing was said that differs from what always holds.</summary>
    public static LimitsPolicy? Compile(LimitsDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        var grace = document.RateGrace?.Value ?? DataRate.Usual.Grace;
        var limits = new LimitsPolicy
        {
            ResponseTimeout = document.ResponseTimeout?.Value,
            ActivityTimeout = document.ActivityTimeout?.Value,
            RequestTimeout = document.RequestTimeout?.Value,
            MinimumRequestRate = Rate(document.MinRequestRate, grace, context),
            MinimumResponseRate = Rate(document.MinResponseRate, grace, context),
            MaximumResponseBody = document.MaxResponseBody?.Value.Maximum,
        };
        return limits == new LimitsPolicy() ? null : limits;
    }

    private static DataRate? Rate(Located<ByteLimit>? written, TimeSpan grace, CompilationContext context)
    {
        if (written is not { } rate)
        {
            return DataRate.Usual with { Grace = grace };
        }

        if (rate.Value.Maximum is 0)
        {
            context.Diagnostics.Error(rate.Location, "a rate of 0 asks for nothing; write none");
        }

        return rate.Value.Maximum is { } bytes ? new DataRate(bytes, grace) : null;
    }
}
