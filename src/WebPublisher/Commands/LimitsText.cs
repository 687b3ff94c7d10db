using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Commands;

/// <summary>Puts limits of a section into words.</summary>
internal static class LimitsText
{
    /// <summary>How long may be waited, and at which rates clients are held.</summary>
    public static string Of(LimitsPolicy limits, FrontEndFarm farm)
    {
        var usual = farm.Resilience.ActivityTimeout;
        var times = $"{Duration.Format(limits.ResponseTimeout ?? usual)} for an answer, {Duration.Format(limits.ActivityTimeout ?? usual)} of silence within it"
            + (limits.RequestTimeout is { } whole ? $", {Duration.Format(whole)} in all" : "");
        var longest = limits.MaximumResponseBody is { } bytes ? $"; answers up to {AnswerWords.Size(bytes)}" : "";
        return $"{times}; clients send {Rate(limits.MinimumRequestRate)} and take {Rate(limits.MinimumResponseRate)}{longest}";
    }

    private static string Rate(DataRate? rate) =>
        rate is null ? "at any rate" : $"at least {AnswerWords.Size(rate.BytesPerSecond)} a second after {Duration.Format(rate.Grace)}";
}
