namespace WebPublisher.Waf.Evaluation;

/// <summary>Keeps a transaction within its budget. Looking at the clock takes as long as a small rule, so that it is done each time so many characters were looked at.</summary>
internal sealed class Spending(Evaluator evaluation, TransactionBudget budget)
{
    private const int WorkPerCheck = 64 * 1024;
    private int _work;

    /// <summary>Whether the transaction spent all it may.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Takes note of work.</summary>
    /// <param name="work">Characters that are looked at.</param>
    /// <param name="phase">In which phase.</param>
    public void Spend(int work, int phase)
    {
        _work += work;
        if (_work < WorkPerCheck)
        {
            return;
        }

        _work = 0;
        if (evaluation.Clock.Judged > budget.Time)
        {
            Stop(EngineRuleIds.TimeBudgetExceeded, phase, "The time for judging this transaction is used up", $"{budget.Time.TotalMilliseconds} ms");
        }
        else if (evaluation.Arena.Taken > budget.Characters)
        {
            Stop(EngineRuleIds.MemoryExceeded, phase, "The values of this transaction take more memory than they may", $"{evaluation.Arena.Taken} characters");
        }
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        IsSpent = false;
        _work = 0;
    }

    private void Stop(long id, int phase, string message, string data)
    {
        IsSpent = true;
        evaluation.Tx.SetNumber(evaluation.Program.LimitsExceededSlot, 1);
        evaluation.Log.Add(id, phase, message, data);
    }
}
