namespace WebPublisher.Conformance.Smtp;

/// <summary>Whether a case passed.</summary>
internal enum CaseOutcome
{
    /// <summary>It did.</summary>
    Pass,

    /// <summary>It did not.</summary>
    Fail,

    /// <summary>It needs an extension that is not offered.</summary>
    Skip,
}
