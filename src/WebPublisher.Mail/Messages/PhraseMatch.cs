namespace WebPublisher.Mail.Messages;

/// <summary>A phrase that a message holds.</summary>
/// <param name="Index">Its place in <see cref="PhraseSet.Phrases"/>.</param>
/// <param name="Phrase">The phrase.</param>
/// <param name="Places">Where it stands.</param>
public readonly record struct PhraseMatch(int Index, Phrase Phrase, TextPlaces Places);
