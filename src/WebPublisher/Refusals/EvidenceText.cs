using WebPublisher.Web.Records;

namespace WebPublisher.Refusals;

/// <summary>Values of records as they are kept and shown: bounded, and unable to drive a terminal.</summary>
internal static class EvidenceText
{
    /// <summary>Longer texts than this are cut, unless another bound is given.</summary>
    private const int Usual = 512;

    /// <summary>A text that is there.</summary>
    public static string Of(string text, int maximum = Usual) => LogEscaping.Escape(text, maximum);

    /// <summary>A text that may be missing; empty means the same.</summary>
    public static string? OrNull(string? text, int maximum = Usual) => string.IsNullOrEmpty(text) ? null : Of(text, maximum);

    /// <summary>A duration, to the microsecond.</summary>
    public static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
