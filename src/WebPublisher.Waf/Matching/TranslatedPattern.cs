using WebPublisher.Waf.Matching.Automata;
using WebPublisher.Waf.Matching.Patterns;

namespace WebPublisher.Waf.Matching;

/// <summary>A pattern of PCRE that was understood, and what is known of its matches.</summary>
public sealed class TranslatedPattern
{
    internal TranslatedPattern(PatternNode tree, int groupCount, IReadOnlyList<string>? requiredLiterals)
    {
        Tree = tree;
        IsLinear = StepProgramCompiler.CanCompile(tree);
        GroupCount = groupCount;
        MinimumLength = PatternTraits.MinimumLength(tree);
        RequiredLiterals = requiredLiterals;
    }

    /// <summary>
    /// The pattern for the class library's regular expressions, with <see cref="System.Text.RegularExpressions.RegexOptions.Singleline"/>, to be matched with texts of
    /// <see cref="Text.ByteText"/>.
    /// </summary>
    public string Text => PatternPrinter.Print(Tree);

    /// <summary>Whether it has nothing that takes backtracking: lookarounds, backreferences, atomic groups.</summary>
    public bool IsLinear { get; }

    /// <summary>How many groups capture.</summary>
    public int GroupCount { get; }

    /// <summary>The fewest characters a match has.</summary>
    public int MinimumLength { get; }

    /// <summary>Texts in lower case of which every match contains one in some case; null where none are known.</summary>
    public IReadOnlyList<string>? RequiredLiterals { get; }

    /// <summary>The pattern itself.</summary>
    internal PatternNode Tree { get; }
}
