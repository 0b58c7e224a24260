global using Operation = Hmm.Model.Operations.Operation<Hmm.Model.World>;
global using Step = Hmm.Model.Operations.Step<Hmm.Model.World>;
