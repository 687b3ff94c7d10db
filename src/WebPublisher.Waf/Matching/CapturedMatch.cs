namespace WebPublisher.Waf.Matching;

/// <summary>A match whose groups were told apart.</summary>
/// <param name="Index">Where it begins.</param>
/// <param name="Length">Its length.</param>
/// <param name="LastGroup">The number of the last group that took part; 0 for none.</param>
public readonly record struct CapturedMatch(int Index, int Length, int LastGroup);
