using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Bridging;

/// <summary>A body was refused while it was forwarded.</summary>
/// <param name="denial">Why.</param>
#pragma warning disable CA1032, RCS1194 // Without a denial it would say nothing.
internal sealed class RefusedBodyException(Denial denial) : IOException(denial.Detail)
#pragma warning restore CA1032, RCS1194
{
    /// <summary>Why.</summary>
    public Denial Denial { get; } = denial;
}
