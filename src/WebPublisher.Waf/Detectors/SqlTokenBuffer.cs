using System.Runtime.CompilerServices;

namespace WebPublisher.Waf.Detectors;

/// <summary>Room for the tokens of a fingerprint and what is looked at beyond them.</summary>
[InlineArray(Length)]
internal struct SqlTokenBuffer
{
    /// <summary>How many tokens it holds.</summary>
    public const int Length = 8;

    private SqlToken _first;
}
