using System.Runtime.CompilerServices;

namespace WebPublisher.Waf.Detectors;

/// <summary>Sets of kinds of tokens, one bit for each <see cref="SqlTokenKind"/>.</summary>
internal static class SqlKinds
{
    /// <summary><see cref="SqlTokenKind.Name"/>.</summary>
    public const uint Name = 1u << (int)SqlTokenKind.Name;

    /// <summary><see cref="SqlTokenKind.Number"/>.</summary>
    public const uint Number = 1u << (int)SqlTokenKind.Number;

    /// <summary><see cref="SqlTokenKind.QuotedText"/>.</summary>
    public const uint QuotedText = 1u << (int)SqlTokenKind.QuotedText;

    /// <summary><see cref="SqlTokenKind.Variable"/>.</summary>
    public const uint Variable = 1u << (int)SqlTokenKind.Variable;

    /// <summary><see cref="SqlTokenKind.Operator"/>.</summary>
    public const uint Operator = 1u << (int)SqlTokenKind.Operator;

    /// <summary><see cref="SqlTokenKind.Logical"/>.</summary>
    public const uint Logical = 1u << (int)SqlTokenKind.Logical;

    /// <summary><see cref="SqlTokenKind.Function"/>.</summary>
    public const uint Function = 1u << (int)SqlTokenKind.Function;

    /// <summary><see cref="SqlTokenKind.Keyword"/>.</summary>
    public const uint Keyword = 1u << (int)SqlTokenKind.Keyword;

    /// <summary><see cref="SqlTokenKind.Expression"/>.</summary>
    public const uint Expression = 1u << (int)SqlTokenKind.Expression;

    /// <summary><see cref="SqlTokenKind.Grouping"/>.</summary>
    public const uint Grouping = 1u << (int)SqlTokenKind.Grouping;

    /// <summary><see cref="SqlTokenKind.TypeName"/>.</summary>
    public const uint TypeName = 1u << (int)SqlTokenKind.TypeName;

    /// <summary><see cref="SqlTokenKind.Comment"/>.</summary>
    public const uint Comment = 1u << (int)SqlTokenKind.Comment;

    /// <summary><see cref="SqlTokenKind.LeftParenthesis"/>.</summary>
    public const uint LeftParenthesis = 1u << (int)SqlTokenKind.LeftParenthesis;

    /// <summary><see cref="SqlTokenKind.RightParenthesis"/>.</summary>
    public const uint RightParenthesis = 1u << (int)SqlTokenKind.RightParenthesis;

    /// <summary><see cref="SqlTokenKind.RightBrace"/>.</summary>
    public const uint RightBrace = 1u << (int)SqlTokenKind.RightBrace;

    /// <summary><see cref="SqlTokenKind.Comma"/>.</summary>
    public const uint Comma = 1u << (int)SqlTokenKind.Comma;

    /// <summary><see cref="SqlTokenKind.Semicolon"/>.</summary>
    public const uint Semicolon = 1u << (int)SqlTokenKind.Semicolon;

    /// <summary><see cref="SqlTokenKind.Dot"/>.</summary>
    public const uint Dot = 1u << (int)SqlTokenKind.Dot;

    /// <summary>What stands for a value by itself.</summary>
    public const uint Value = Name | Number | QuotedText | Variable;

    /// <summary>Words that may be part of a phrase.</summary>
    public const uint Mergeable = Name | Operator | Logical | Function | Keyword | Expression | TypeName | (1u << (int)SqlTokenKind.Union) | (1u << (int)SqlTokenKind.Statement);

    /// <summary>Whether a token is of a kind in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(this in SqlToken token, uint kinds) => ((1u << (int)token.Kind) & kinds) != 0;

    /// <summary>Whether a token has a role.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this in SqlToken token, SqlWordRoles role) => (token.Roles & role) != SqlWordRoles.None;
}
