namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>Who reads a file of tests: the two runners complete requests differently.</summary>
internal enum FtwDialect
{
    /// <summary>FTW, written in Python: stages stand below <c>stage</c>. The Core Rule Set 3 has its tests in this dialect.</summary>
    Python,

    /// <summary>go-ftw: stages stand alone. The Core Rule Set 4 has its tests in this dialect.</summary>
    Go,
}
