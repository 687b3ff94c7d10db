using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;
using WebPublisher.Waf.Transformations;

namespace WebPublisher.Waf.Compilation;

/// <summary>A compiled rule set: what all transactions share.</summary>
internal sealed class RuleProgram
{
    /// <summary>The settings.</summary>
    public required WafSettings Settings { get; init; }

    /// <summary>The rules of phases 1 to 5, at indexes 1 to 5.</summary>
    public required CompiledRule[][] Phases { get; init; }

    /// <summary>How many rules there are, links not counted.</summary>
    public required int RuleCount { get; init; }

    /// <summary>Sets of stable values.</summary>
    public required SetDefinition[] Sets { get; init; }

    /// <summary>Views of the sets.</summary>
    public required ViewDefinition[] Views { get; init; }

    /// <summary>The transformations that rules name.</summary>
    public required Transformation[] Steps { get; init; }

    /// <summary>Which of them cannot change a text.</summary>
    public required StepMasks StepMasks { get; init; }

    /// <summary>Finds, in one pass over a value, the operators that may match it.</summary>
    public required LiteralFilter Prefilter { get; init; }

    /// <summary>Where members of <c>TX</c> are kept.</summary>
    public required TxSlots TxSlots { get; init; }

    /// <summary>The names of <see cref="TxSlots"/> as values.</summary>
    public required ByteText[] TxNames { get; init; }

    /// <summary>Where scores of the Core Rule Set are kept: what it calls them in 4.x and in 3.x.</summary>
    public required int[] InboundScoreSlots { get; init; }

    /// <summary>The same for responses.</summary>
    public required int[] OutboundScoreSlots { get; init; }

    /// <summary>Where the transaction tells that an operator gave up.</summary>
    public required int LimitsExceededSlot { get; init; }
}
