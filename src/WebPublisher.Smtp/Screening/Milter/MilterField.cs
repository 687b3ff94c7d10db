namespace WebPublisher.Smtp.Screening.Milter;

/// <summary>A header field as the milter protocol has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What is behind the colon, the first space included; continued lines are divided by LF.</param>
/// <param name="Index">Which one of its name it is, from 1.</param>
internal sealed record MilterField(string Name, string Value, uint Index);
