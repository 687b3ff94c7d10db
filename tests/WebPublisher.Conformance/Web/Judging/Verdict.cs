namespace WebPublisher.Conformance.Web.Judging;

/// <summary>What came of a case, the worst first.</summary>
internal enum Verdict
{
    /// <summary>Another client's request or answer was damaged.</summary>
    Poison,

    /// <summary>A request reached the front end that the publisher does not know of.</summary>
    Smuggled,

    /// <summary>What reached the front end can be read in two ways.</summary>
    Ambiguous,

    /// <summary>A client wrote what only the publisher may.</summary>
    Inject,

    /// <summary>A path that is protected can be reached.</summary>
    Bypass,

    /// <summary>What should have been one request, or none, became two.</summary>
    Split,

    /// <summary>A field came through that should not have.</summary>
    Leak,

    /// <summary>A policy is not kept.</summary>
    Policy,

    /// <summary>What should have been refused was forwarded, though without doubt about what it is.</summary>
    Lenient,

    /// <summary>What is legitimate was refused.</summary>
    Overblock,

    /// <summary>The case could not be judged.</summary>
    Error,

    /// <summary>As it should be.</summary>
    Ok,
}
