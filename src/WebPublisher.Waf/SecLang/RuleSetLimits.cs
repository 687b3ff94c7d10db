namespace WebPublisher.Waf.SecLang;

/// <summary>What a rule set may come to. The Core Rule Set 4.28 with its data takes 2 MB, 40 files and 700 rules.</summary>
internal static class RuleSetLimits
{
    /// <summary>Bytes of one file of rules.</summary>
    public const int FileBytes = 16 * 1024 * 1024;

    /// <summary>Characters of all files of rules.</summary>
    public const int Characters = 64 * 1024 * 1024;

    /// <summary>Files of rules, counted each time one is included.</summary>
    public const int Files = 4_096;

    /// <summary>Files within files.</summary>
    public const int IncludeDepth = 16;

    /// <summary>Directives of all files.</summary>
    public const int Directives = 100_000;

    /// <summary>Errors that are told.</summary>
    public const int Errors = 1_000;

    /// <summary>Characters of one message.</summary>
    public const int Message = 2_000;

    /// <summary>Characters of what a file says that a message repeats.</summary>
    public const int Quoted = 80;
}
